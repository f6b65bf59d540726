"""Somebody read what the referrals told of risks and orders, and says what follows from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case
from cases.queries.referral_told import NO_ORDER, not_looked_through

from .case_work import SomebodyWasFirst, work_on
from .timeline import tell


@transaction.atomic
def say_no_order(case: Case, *, by: Actor, now: datetime) -> None:
    """No order stands that a referral of the case could have meant, of each that nobody has looked
    through. One that is joined later asks again.

    Raises SomebodyWasFirst, CaseClosed.
    """
    case = work_on(case, by=by)
    rows = list(not_looked_through(by).filter(case=case).select_related("referral"))
    if not rows:
        raise SomebodyWasFirst(
            _("Somebody has recorded an order already, or has said that none stands.")
        )
    for row in rows:
        one = row.referral
        tell(case, NO_ORDER, case, by=by, now=now, row=one, referral=one.reference)

"""Somebody of whom the referral did not speak is named in it, before its case is open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from people.actions import write_down
from referrals.models import Referral, ReferralCorrection, ReferralPerson
from referrals.pipeline import UNDECIDED
from referrals.queries import what_was_decided
from referrals.queries.corrections import NAMED
from referrals.sides import are_at_odds

from .submit import ONE_KIND, person_of, place_of
from .told import PersonTold


class CannotBeNamed(Exception):
    """The referral names nobody more, or not on that side. The text may be shown."""


@transaction.atomic
def name_person(
    referral: Referral, told: PersonTold, *, version: int, by: Actor, now: datetime
) -> ReferralPerson:
    """Add somebody whom the caller or the letter named too; how to reach them is for the case.

    Raises CannotBeNamed, Stale, BornInTheFuture.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row = Referral.objects.visible_to(by).select_for_update().get(pk=referral.pk)
    if row.status not in UNDECIDED:
        raise CannotBeNamed(what_was_decided(row) if row.decision else _("It is not open."))
    named = ReferralPerson.objects.visible_to(by).filter(referral=row)
    sides = [*named.values_list("side", flat=True), told.side]
    if are_at_odds(sides, row.source, row.initiator):
        raise CannotBeNamed(str(ONE_KIND))
    save_version(row, version=version, fields=[])
    person = person_of(told, timezone.localdate(now), by=by, now=now)
    place = place_of(row, told, person)
    how = {"side": told.side, "part": told.part, "person": str(person.pk)}
    write_down([person], [], by=by, also=[("referral.person_added", row, how)])
    place.save(force_insert=True)
    ReferralCorrection.objects.create(
        area=by.area,
        referral=row,
        changes=[[NAMED, str(place.pk), "", told.side]],
        note="",
        recorded_at=now,
        recorded_by=by.user,
    )
    return place

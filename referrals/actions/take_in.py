"""Taking a self-referral out of the letter box: the worker's part of the public door (ADR 0032)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from people.models import EqualityAnswers
from referrals.models import Arrival, Referral, ReferralPerson
from referrals.stages import Channel, Part

from .submit import submit_referral
from .told_by_public import incident_of, initiator_of, people_of, referrer_of, source_of


@transaction.atomic
def take_in_self_referral(arrival: Arrival, *, by: Actor, now: datetime) -> Referral:
    """Make the referral that somebody without an account sent, and empty what they put in.

    An arrival that was taken in gives its referral again. Raises SubmissionRefused.
    """
    row = Arrival.objects.visible_to(by).select_for_update().get(pk=arrival.pk)
    if row.referral:
        return row.referral
    body = json.loads(row.body)
    referral = _submit(row, body, by=by, now=now)
    told = dict(body.get("equality") or {})
    referral.heard_from = told.pop("heard_from", "")
    referral.save(update_fields=["heard_from"])
    _keep_equality(referral, told, by=by, answered_at=row.received_at)
    row.taken_in_at, row.referral, row.body = now, referral, ""
    row.save(update_fields=["taken_in_at", "referral", "body"])
    record("arrival.taken_in", row, by=by, kind=row.kind)
    return referral


def _submit(row: Arrival, body: dict[str, Any], *, by: Actor, now: datetime) -> Referral:
    answers = body["answers"]
    return submit_referral(
        by=by,
        now=now,
        received_at=row.received_at,
        source=source_of(answers),
        channel=Channel.WEB,
        initiator=initiator_of(answers),
        incident=incident_of(answers),
        people=people_of(answers),
        referrer=referrer_of(answers),
        as_sent=[(_("Receipt given to the sender"), row.receipt), *body["as_sent"]],
    )


def _keep_equality(
    referral: Referral, told: dict[str, str], *, by: Actor, answered_at: datetime
) -> None:
    """Apart from the case, with the person who spoke of themselves."""
    if not any(told.values()):
        return
    party = ReferralPerson.objects.visible_to(by).get(referral=referral, part=Part.PARTY)
    EqualityAnswers.objects.create(
        area=by.area, person=party.person, answered_at=answered_at, **told
    )

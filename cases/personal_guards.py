"""What a step asks of each person by themselves: that they were told, that it is known how they are
reached safely, and that they agreed in writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cases.consenting import asks_guardian, is_child, is_over
from cases.guards import Standing, Unmet
from cases.models import Participant
from cases.stages import ParticipantRole
from people.models import Answer
from ui.dates import day


def everybody_informed(now: Standing, today: date) -> list[Unmet]:
    """Everybody on either side was told what restorative justice is, and a contact says so."""
    sentence = _("Tell %(name)s what restorative justice is, and log the contact.")
    return [
        _about(one, sentence, "cases:contact_add")
        for one in now.principals
        if one.pk not in now.informed
    ]


def safe_route_confirmed(now: Standing, today: date) -> list[Unmet]:
    """Of everybody on either side it is known whether and how they may be contacted safely."""
    asked = _("Ask %(name)s whether and how we may contact them safely, and record it.")
    no_way = _("Record a safe way to reach %(name)s, or in words what was agreed with them.")
    return [
        _about(one, asked if one.may_contact == Answer.UNKNOWN else no_way, "cases:safe_contact")
        for one in now.principals
        if one.pk not in now.reachable
    ]


def consents_written(now: Standing, today: date) -> list[Unmet]:
    """All who take part wrote their consent in the last six months; of an under-18 a parent too."""
    asked = [one for one in now.taking_part if one.role != ParticipantRole.INTERPRETER]
    own = [found for one in asked for found in _their_own(one, now.consented, today)]
    beside = [one for one in asked if asks_guardian(one, today)]
    return own + [found for one in beside for found in _a_parents(one, now.vouched, today)]


def _their_own(one: Participant, given: Mapping[UUID, date], today: date) -> Iterator[Unmet]:
    missing = _("Record the written consent of %(name)s to take part.")
    old = _(
        "Ask %(name)s again whether they agree to take part: they agreed in writing on %(day)s, "
        "over six months ago."
    )
    alone = _("No parent or guardian is asked beside them: %(why)s")
    if sentence := _wanting(one, given, today, missing=missing, old=old):
        if one.no_guardian_why and is_child(one, today):
            sentence = f"{sentence} {alone % {'why': one.no_guardian_why}}"
        yield _to_consent(one, sentence)


def _a_parents(one: Participant, given: Mapping[UUID, date], today: date) -> Iterator[Unmet]:
    missing = _("Record that the parent or guardian of %(name)s consents in writing.")
    old = _(
        "Ask the parent or guardian of %(name)s again: they consented in writing on %(day)s, over "
        "six months ago."
    )
    if sentence := _wanting(one, given, today, missing=missing, old=old):
        yield _to_consent(one, sentence)


def _wanting(
    one: Participant, given: Mapping[UUID, date], today: date, *, missing: str, old: str
) -> str:
    """Which sentence holds; none where a consent stands that is not too old."""
    on = given.get(one.pk)
    if on is None:
        return missing % {"name": one.person.short_name}
    return old % {"name": one.person.short_name, "day": day(on)} if is_over(on, today) else ""


def _about(one: Participant, sentence: str, page: str) -> Unmet:
    args = (one.case.reference, str(one.pk))
    return Unmet(sentence % {"name": one.person.short_name}, page, args)


def _to_consent(one: Participant, sentence: str) -> Unmet:
    return Unmet(sentence, "cases:consent_add", (one.case.reference, str(one.pk)))

"""How somebody may be contacted safely: what they agreed, the ways to reach them, and the guard
before everything that goes to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from areas.two_people import SamePerson
from cases.models import Participant
from cases.queries.opposed import opposed_people
from cases.queries.safe_contact import refusal_of, refusals_of
from cases.queries.ways import objection_to_meeting
from cases.stages import AgainstWishes
from people.actions import add_contact_point
from people.models import Answer, ContactPoint
from people.ways import (
    end_contact_point,
    hold_for_a_second_look,
    look_at_again,
    replace_contact_point,
    shares_a_place,
)

from .activity import must_not_be_closed
from .case_work import WorkRefused, work_with, work_with_also_closed
from .timeline import tell


class MustNotBeContacted(WorkRefused):
    """They said so, or it is not safe: nothing goes to them."""


class OwnLook(WorkRefused):
    """Whoever wrote an address down cannot be the second person."""


def must_be_contactable(
    participant: Participant, *, by: Actor, despite: str = ""
) -> dict[str, str]:
    """Asked at the moment of planning to meet somebody. Raises MustNotBeContacted.

    `despite` is why it is done where they must not be contacted: they got in touch themselves, they
    asked for it, or somebody's safety is at stake. Returns it as a code of the history.
    """
    refusal = refusal_of(participant, by)
    _must_say_why(participant, refusal, despite)
    return {"against_wishes": AgainstWishes(despite).value} if refusal else {}


def must_all_be_contactable(
    people: Sequence[Participant], *, by: Actor, despite: str = ""
) -> dict[str, str]:
    """As `must_be_contactable`, of everybody who is expected. Raises MustNotBeContacted."""
    refused = refusals_of(people, by)
    for one in people:
        _must_say_why(one, refused.get(one.pk, ""), despite)
    return {"against_wishes": AgainstWishes(despite).value} if refused else {}


def must_be_allowed_to_meet(
    participant: Participant, *, meeting: str, at: datetime, by: Actor, despite: str = ""
) -> dict[str, str]:
    """As `must_be_contactable`; of a call also whether they allowed it, at that moment. Raises
    MustNotBeContacted.
    """
    if codes := must_be_contactable(participant, by=by, despite=despite):
        return codes
    objection = objection_to_meeting(participant, meeting, at, by)
    _must_say_why(participant, objection, despite)
    return {"not_as_allowed": AgainstWishes(despite).value} if objection else {}


def _must_say_why(participant: Participant, refusal: str, despite: str) -> None:
    if refusal and not despite:
        values = {"name": participant.person.short_name, "why": refusal}
        raise MustNotBeContacted(_("%(name)s: say why they are met all the same. %(why)s") % values)


@transaction.atomic
def agree_safe_contact(
    participant: Participant,
    *,
    may_contact: str,
    safe_contact: str,
    version: int,
    by: Actor,
    now: datetime,
) -> Participant:
    """Write down whether they may be contacted, and how, in a line; in a closed case only that they
    must not be. Raises Stale, CaseClosed.
    """
    case, row = work_with_also_closed(participant, by=by)
    if may_contact != Answer.NO:
        must_not_be_closed(case)
    codes: dict[str, Any] = {"before": row.may_contact, "after": may_contact}
    row.may_contact, row.safe_contact = may_contact, safe_contact
    save_version(row, version=version, fields=["may_contact"])
    row.save(update_fields=["safe_contact"])
    tell(case, "safe_contact.changed", row, by=by, now=now, about=row, **codes)
    return row


@transaction.atomic
def add_way(
    participant: Participant, *, kind: str, value: str, by: Actor, now: datetime, **safety: Any
) -> ContactPoint:
    """Write down a way to reach somebody. Raises CaseClosed.

    One that leads where somebody on the other side of a case is or was to be reached waits for a
    second person, and is neither shown nor used until then.
    """
    case, row = work_with(participant, by=by)
    point = add_contact_point(row.person, by=by, now=now, kind=kind, value=value, **safety)
    _hold_if_known(point, row, by=by)
    tell(case, "way.added", row, by=by, now=now, about=row, **_codes(point))
    return point


@transaction.atomic
def change_way(
    participant: Participant, way: UUID, *, by: Actor, now: datetime, **changes: Any
) -> ContactPoint:
    """Put another way in its place; what is left empty stays. Raises Stale, CaseClosed."""
    case, row = work_with(participant, by=by)
    point, moved = replace_contact_point(row.person, way, by=by, now=now, **changes)
    if moved:
        _hold_if_known(point, row, by=by)
    tell(case, "way.changed", row, by=by, now=now, about=row, moved=moved, **_codes(point))
    return point


@transaction.atomic
def end_way(participant: Participant, way: UUID, *, by: Actor, now: datetime) -> ContactPoint:
    """Nobody uses it any more; in a closed case too. Raises Stale."""
    case, row = work_with_also_closed(participant, by=by)
    point = end_contact_point(row.person, way, by=by, now=now)
    tell(case, "way.ended", row, by=by, now=now, about=row, **_codes(point))
    return point


@transaction.atomic
def look_at_way(
    participant: Participant, way: UUID, *, is_safe: bool, by: Actor, now: datetime
) -> ContactPoint:
    """A second person says whether a held way may be used. Raises OwnLook, Stale, CaseClosed."""
    case, row = work_with(participant, by=by)
    try:
        point = look_at_again(row.person, way, is_safe=is_safe, by=by, now=now)
    except SamePerson as same:
        raise OwnLook(str(same)) from None
    codes = {**_codes(point), "result": str(point.look)}
    tell(case, "way.looked_at", row, by=by, now=now, about=row, **codes)
    return point


def _hold_if_known(point: ContactPoint, row: Participant, *, by: Actor) -> None:
    if shares_a_place(point, opposed_people(row.person, by), by):
        hold_for_a_second_look(point)


def _codes(point: ContactPoint) -> dict[str, Any]:
    return {"way": str(point.kind), "look": str(point.look)}

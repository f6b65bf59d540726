"""Two who stand opposed, on one programme: what is asked before they sit down together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Enrolment, Participant, ProgrammeSession
from cases.queries.activities import is_cleared_at
from cases.queries.consents import may_we
from cases.queries.opposed import ACROSS
from cases.queries.programmes import expected_at, seen_of
from cases.queries.seats import (
    Couple,
    days_together,
    is_forbidden,
    opposed_among,
    others_beside,
)
from cases.stages import SHAPES, ConsentPurpose, ProgrammeKind
from people.queries import who_contact_us

from .case_work import WorkRefused
from .orders import must_be_allowed
from .safe_contact import must_be_contactable


class KeptApart(WorkRefused):
    """The two stand on opposite sides, and this programme would seat them together."""


class NotPrepared(WorkRefused):
    """Both sides would sit together, and the risk or somebody's word is missing."""


def may_take_a_place(place: Enrolment, *, by: Actor, now: datetime) -> None:
    """Asked before somebody joins a programme, with their case and the programme locked.

    Who must not be contacted is not invited. Nobody is seated beside somebody opposed to them, but
    on a family programme, from the case that both are in: no order forbids it on any day on which
    they would meet, the risk of the case is signed off, and both agree to take part, as before a
    conference. Raises KeptApart, NotPrepared, ForbiddenByOrder, MustNotBeContacted.
    """
    _must_be_invitable(place.participant, by=by)
    for couple in opposed_among([place, *others_beside(place, by)], by):
        if place in couple:
            _may_join_beside(couple, by=by, now=now)


def may_sit_together(places: Sequence[Enrolment], *, on: date, by: Actor, now: datetime) -> None:
    """Asked before a meeting is moved to a day, and before it is recorded that they came: no order
    forbids two of them contact. Raises KeptApart, ForbiddenByOrder.
    """
    for couple in opposed_among(places, by):
        _no_order_on(on, couple, by=by, now=now)


def why_not_together(meeting: ProgrammeSession, *, by: Actor, now: datetime) -> str:
    """What would be refused if all who are expected at a planned meeting came, or nothing: read
    before it, as an order may have been written down since the places were given.
    """
    on = timezone.localdate(meeting.happened_at)
    try:
        may_sit_together(expected_at(meeting, by), on=on, by=by, now=now)
    except WorkRefused as refused:
        return str(refused)
    return ""


def _may_join_beside(couple: Couple, *, by: Actor, now: datetime) -> None:
    place = couple[0]
    one, other = (place.participant for place in couple)
    names = {"name": one.person.short_name, "other": other.person.short_name}
    if one.case_id != other.case_id or ACROSS.get(one.side) != other.side:
        raise KeptApart(_in_few_words(couple, by))
    if not SHAPES[ProgrammeKind(place.programme.kind)].has_groups:
        raise KeptApart(
            _(
                "%(name)s and %(other)s stand on opposite sides, so they cannot be on one course "
                "together. Choose another programme for one of them."
            )
            % names
        )
    for on in days_together(couple, by) or [timezone.localdate(now)]:
        _no_order_on(on, couple, by=by, now=now)
    _must_be_prepared(one, other, by=by, now=now)


def _must_be_invitable(one: Participant, *, by: Actor) -> None:
    """Whoever contacts us has come to us: a place is theirs to ask for."""
    if not who_contact_us([one.person], by):
        must_be_contactable(one, by=by)


def _must_be_prepared(*both: Participant, by: Actor, now: datetime) -> None:
    if not is_cleared_at(by, both[0].case, now):
        raise NotPrepared(
            _(
                "Both sides would sit together on this programme, and no signed-off risk "
                "assessment is in force. Have one signed off first."
            )
        )
    for one in both:
        _must_be_invitable(one, by=by)
        if not may_we(one, ConsentPurpose.PARTICIPATE, by, timezone.localdate(now)):
            raise NotPrepared(
                _(
                    "Both sides would sit together on this programme. Record first that "
                    "%(name)s agrees to take part, and for an under-18 that a parent or guardian "
                    "does."
                )
                % {"name": one.person.short_name}
            )


def _no_order_on(on: date, couple: Couple, *, by: Actor, now: datetime) -> None:
    """Said in full to whoever may see the case that both are in; to others no more than needed."""
    one, other = (place.participant for place in couple)
    if not is_forbidden(one, other, by, on=on):
        return
    if one.case_id == other.case_id and _sees(one.case, by):
        must_be_allowed(one, other, by=by, now=now, on=on)
    raise KeptApart(_in_few_words(couple, by))


def _sees(case: Case, by: Actor) -> bool:
    return Case.objects.visible_to(by).filter(pk=case.pk).exists()


def _in_few_words(couple: Couple, by: Actor) -> str:
    """With their names for who runs the programme or sees both cases, and nothing of a case."""
    seen = seen_of(couple[0].programme, by)
    names = sorted(seen.name_of(place) for place in couple)
    if not all(names):
        return _(
            "Two of those on this programme must not sit together as things stand. Those who work "
            "on their cases know more."
        )
    return _(
        "%(one)s and %(other)s must not sit together as things stand. Those who work on their "
        "cases know more."
    ) % {"one": names[0], "other": names[1]}

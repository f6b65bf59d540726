"""Who is in a case, on which side, and how they stand to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from cases.models import Case, Participant
from cases.queries.attempts import attempts_of
from cases.queries.logged import back_to
from cases.queries.opposed import ACROSS
from cases.queries.standing import may_stand, none_given, reasons_for
from cases.stages import (
    LEFT,
    MAY_RETURN,
    ParticipantRole,
    ParticipantStatus,
    Side,
    WhoseDoing,
)
from people.actions import add_person
from people.models import Person
from people.queries import root_of

from .activity import must_have_happened, open_and_locked, stamp
from .known_ways import hold_what_both_sides_know
from .pairs import make_pairs, refresh_pairs
from .plans import stop_everything
from .timeline import tell

SIDES = {
    ParticipantRole.HARMED: (Side.HARMED,),
    ParticipantRole.RESPONSIBLE: (Side.RESPONSIBLE,),
    ParticipantRole.PARTY: (Side.PARTY_A, Side.PARTY_B),
}
RECONTACT = timedelta(weeks=4)
"""After how long whoever thinks about it is asked again (field guide 9)."""
ASKED_AGAIN = (ParticipantStatus.CONSIDERING, ParticipantStatus.DECLINED)
EDITED = (
    "status",
    "reason",
    "recontact_on",
    "may_contact",
    "safe_contact",
    "known_to_other_side",
    "responsibility_accepted_on",
)


class WrongSide(Exception):
    """The role does not go with the side. The text may be shown."""


class InTheCase(Exception):
    """The person is in the case already. The text may be shown."""


class CannotStandSo(Exception):
    """Nobody goes from where they stand to there by hand. The text may be shown."""


class TooFewAttempts(Exception):
    """Somebody is unreachable only after three attempts by two channels, over ten working days. The
    text may be shown.
    """


def participant_of(case: Case, participant: Participant, by: Actor) -> Participant:
    return (
        Participant.objects
        .visible_to(by)
        .select_for_update(of=("self",))
        .get(pk=participant.pk, case=case)
    )


@transaction.atomic
def add_participant(
    case: Case,
    *,
    role: ParticipantRole,
    side: Side,
    by: Actor,
    now: datetime,
    person: Person | None = None,
    kind: str = "",
    **named: Any,
) -> Participant:
    """Add a person whom the area knows to the case, or a new one by name; pairs are made with
    everybody opposed. What is known of a person goes along, how they may be contacted in another
    case does not; a way by which the other side is reached too waits for a second person.

    Raises WrongSide, InTheCase, CaseClosed.
    """
    by.must(Perm.CASE_WORK)
    case = open_and_locked(case, by=by)
    if side not in SIDES.get(role, tuple(Side)):
        raise WrongSide(_("Choose the side that goes with the role."))
    if person is not None:
        _must_be_new_to(case, person, side)
    row = Participant.objects.create(
        case=case,
        person=person or add_person(by=by, now=now, **named),
        role=role,
        side=side,
        kind=kind,
        **stamp(by, now),
    )
    make_pairs(case, by=by, now=now)
    codes: dict[str, Any] = {"role": str(role), "side": str(side)}
    if person is not None:
        codes["known"] = True
    tell(case, "participant.added", row, by=by, now=now, about=row, **codes)
    hold_what_both_sides_know(case, [row], by=by, now=now)
    return row


def _must_be_new_to(case: Case, person: Person, side: Side) -> None:
    """By all records that are joined with theirs."""
    for one in case.participants.select_related("person"):
        if root_of(one.person) == root_of(person):
            said = _("%(name)s is in this case already.")
            if ACROSS.get(side) == one.side:
                said = _("%(name)s is on the other side of this case already.")
            raise InTheCase(said % {"name": person.short_name})


@transaction.atomic
def update_participant(
    participant: Participant, *, version: int, by: Actor, now: datetime, **values: Any
) -> Participant:
    """Change how somebody stands to the case; the pairs follow, and with whoever takes part no more
    everything ends that is planned or on its way.

    Why somebody preferred not to, or is not suitable, is a code; without one it is that none was
    given. Raises Stale, ImpossibleDay, CaseClosed, CannotStandSo, TooFewAttempts.
    """
    by.must(Perm.CASE_WORK)
    case = open_and_locked(participant.case, by=by)
    row = participant_of(case, participant, by)
    accepted: date | None = values.get("responsibility_accepted_on")
    if accepted and accepted != row.responsibility_accepted_on:
        must_have_happened(case, accepted, by=by, now=now)
    values |= _coded_reason(row, values)
    values |= _asked_again(row, values, now=now)
    _must_stand_so(row, values, by=by)
    changed = [name for name in EDITED if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    _save(row, version=version, changed=changed)
    refresh_pairs(case)
    codes: dict[str, Any] = {"fields": changed}
    kind = "participant.changed"
    if "status" in changed:
        kind, codes["status"], codes["reason"] = "participant.stands", row.status, row.reason
        codes |= _stop_what_was_planned(row, by=by, now=now)
    tell(case, kind, row, by=by, now=now, about=row, **codes)
    return row


def _stop_what_was_planned(row: Participant, *, by: Actor, now: datetime) -> dict[str, int]:
    """How many of each thing stopped with somebody who does not take part any more."""
    if row.status not in LEFT:
        return {}
    unsuitable = row.status == ParticipantStatus.UNSUITABLE
    whose = WhoseDoing.SERVICE if unsuitable else WhoseDoing.PARTICIPANT
    return stop_everything(row, on=timezone.localdate(now), whose_doing=whose, by=by, now=now)


def _coded_reason(row: Participant, values: Mapping[str, Any]) -> dict[str, Any]:
    """Only one who preferred not to, or is unsuitable, has a reason, and one that goes with it."""
    status = values.get("status", row.status)
    known = reasons_for(status, row.side)
    if not known:
        return {"reason": ""}
    told = values.get("reason") or row.reason
    return {"reason": told if told in known else none_given(row, status)}


def _must_stand_so(row: Participant, values: Mapping[str, Any], *, by: Actor) -> None:
    status = values.get("status", row.status)
    if status == row.status:
        return
    if not may_stand(row.status, status) and status != back_to(row, by):
        raise CannotStandSo(
            _("Somebody who is at “%(now)s” cannot be put at “%(then)s” here.")
            % {
                "now": row.get_status_display(),
                "then": ParticipantStatus(status).label,
            }
        )
    attempts = attempts_of(row, by)
    if status == ParticipantStatus.UNREACHABLE and not attempts.are_enough:
        said = _(
            "Log at least three attempts by two different channels, over ten working days, first, "
            "then record this."
        )
        raise TooFewAttempts(f"{said} {attempts.missing}")


def _asked_again(row: Participant, values: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """Whoever thinks about it is asked again after four weeks, unless another day is agreed.

    Once they stand elsewhere that day has had its use; who has left has one only if it was too
    soon.
    """
    status, day = values.get("status", row.status), values.get("recontact_on", row.recontact_on)
    if status in LEFT and values["reason"] not in MAY_RETURN:
        return {"recontact_on": None}
    if status in {row.status, *LEFT}:
        return {}
    if row.status in ASKED_AGAIN and day == row.recontact_on:
        day = None
    if status == ParticipantStatus.CONSIDERING and not day:
        day = timezone.localdate(now) + RECONTACT
    return {"recontact_on": day}


def _save(row: Participant, *, version: int, changed: list[str]) -> None:
    """Versioned; the encrypted line goes with its row, as no update() could write it."""
    save_version(row, version=version, fields=[name for name in changed if name != "safe_contact"])
    if "safe_contact" in changed:
        row.save(update_fields=["safe_contact"])


def reached(participant: Participant, *, two_way: bool) -> None:
    """An attempt or a contact was logged: a status that is behind it moves up, and no other."""
    behind = {ParticipantStatus.NOT_CONTACTED}
    if two_way:
        behind |= {ParticipantStatus.ATTEMPTING, ParticipantStatus.UNREACHABLE}
    if participant.status in behind:
        now_stands(
            participant, ParticipantStatus.CONTACTED if two_way else ParticipantStatus.ATTEMPTING
        )


def took_part(participant: Participant) -> None:
    """They met, or their letter was delivered or received. One who has left stays so."""
    if participant.status not in LEFT:
        now_stands(participant, ParticipantStatus.PARTICIPATED)


def now_stands(participant: Participant, status: ParticipantStatus) -> None:
    """Move the status without a version being asked for; the pairs follow, and a day on which to
    ask them again has had its use.
    """
    participant.status, participant.recontact_on = status, None
    participant.version += 1
    participant.save(update_fields=["status", "recontact_on", "version"])
    refresh_pairs(participant.case)

"""Correcting a part that was chosen wrongly, before anything went between the sides."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale, save_version
from cases.models import Case, Pair, Participant
from cases.queries.opposed import ACROSS
from cases.queries.part import (
    across,
    expected_with,
    in_the_way,
    is_recorded,
    pairs_with,
    what_ends,
)
from cases.queries.parts import may_be_harmed, parts_in
from cases.queries.standing import none_given, reasons_for
from cases.stages import PairState, ParticipantRole, Side
from people.models import Answer

from .case_work import WorkRefused, work_with
from .pairs import make_pairs, refresh_pairs
from .plans import leave_sessions_of_others
from .timeline import tell

CORRECTED = (
    "role",
    "side",
    "kind",
    "reason",
    "known_to_other_side",
    "responsibility_accepted_on",
)


class PartRefused(WorkRefused):
    """Something went between the sides already, somebody else's part hangs on it, or it does not go
    with the sides of the others.
    """


@transaction.atomic
def correct_part(
    participant: Participant,
    *,
    role: ParticipantRole,
    side: Side,
    seen: str,
    version: int,
    by: Actor,
    now: datetime,
) -> Participant:
    """Give somebody the part that they really have; needs, consents and contacts stay theirs.

    Pairs are made anew, and what was recorded in those that fall away is told in the history.
    Nobody stays expected at a planned session of the side that they left. `seen` is what the
    page showed of it (`what_ends`). Raises PartRefused, Stale, CaseClosed.
    """
    case, row = work_with(participant, by=by)
    if (row.role, row.side) == (role, side):
        return row
    if obstacles := in_the_way(row, by):
        raise PartRefused(" ".join(obstacles))
    _must_go_with_the_others(case, row, role, side, by=by)
    _must_not_part_a_guardian(row, side, by=by)
    if what_ends(row, by).seen != seen:
        raise Stale(_("What is recorded between them and others has changed meanwhile."))
    codes = _put(row, role, side)
    save_version(row, version=version, fields=list(CORRECTED))
    if codes["side_before"] != side:
        leave_sessions_of_others(row, by=by)
        expected_with(row, by).exclude(participant__side=side).delete()
    _end_pairs(case, row, by=by, now=now)
    make_pairs(case, by=by, now=now)
    refresh_pairs(case)
    codes |= {"role": str(role), "side": str(side)}
    tell(case, "participant.part_corrected", row, by=by, now=now, about=row, **codes)
    return row


def _must_go_with_the_others(
    case: Case, row: Participant, role: ParticipantRole, side: Side, *, by: Actor
) -> None:
    """Asked of those who are in the case now: somebody may have been added since the page."""
    others = Participant.objects.visible_to(by).filter(case=case).exclude(pk=row.pk)
    if (role, side) not in parts_in(set(others.values_list("side", flat=True))):
        raise PartRefused(
            _("This part does not go with the sides on which the others of the case stand.")
        )


def _must_not_part_a_guardian(row: Participant, side: Side, *, by: Actor) -> None:
    """A parent or guardian is never on the other side of the one whom they stand beside."""
    bound = Q(guardian=row)
    if row.guardian_id:
        bound |= Q(pk=row.guardian_id)
    rows = Participant.objects.visible_to(by).filter(bound, side=ACROSS.get(side, ""))
    other = rows.select_related("person").first()
    if other is not None:
        values = {"name": row.person.short_name, "other": other.person.short_name}
        raise PartRefused(
            _(
                "%(name)s and %(other)s are recorded as child and guardian, and would be on "
                "opposite sides. Change the guardian first."
            )
            % values
        )


def _put(row: Participant, role: ParticipantRole, side: Side) -> dict[str, Any]:
    """What was before, as codes: the part, and of what else was said of it what it takes along."""
    before = {"role": row.role, "side": row.side}
    said = {"kind": row.kind, "reason": row.reason}
    if row.side != side:
        row.known_to_other_side = Answer.UNKNOWN
    row.role, row.side = role, side
    if role != ParticipantRole.RESPONSIBLE:
        row.responsibility_accepted_on = None
    if not may_be_harmed(role, side):
        row.kind = ""
    fitting = reasons_for(row.status, row.side)
    if fitting and row.reason not in fitting:
        row.reason = none_given(row, row.status)
    before |= {name: value for name, value in said.items() if value != getattr(row, name)}
    return {f"{name}_before": value for name, value in before.items()}


def _end_pairs(case: Case, row: Participant, *, by: Actor, now: datetime) -> None:
    """Pairs of two who are not opposed any more go; one that a message or a clearance belongs to
    stays, ended.
    """
    for pair in pairs_with(row, by):
        if across(pair):
            continue
        if is_recorded(pair):
            _tell_end(case, pair, row, by=by, now=now)
        if pair.is_needed:  # type: ignore[attr-defined]
            pair.chosen = pair.state = PairState.ENDED
            save_version(pair, version=pair.version, fields=["chosen", "state"])
        else:
            pair.delete()


def _tell_end(case: Case, pair: Pair, row: Participant, *, by: Actor, now: datetime) -> None:
    codes: dict[str, Any] = {
        "one": str(pair.one_id),
        "other": str(pair.other_id),
        "route": pair.route,
        "state": pair.state,
    }
    tell(case, "pair.fell_away", pair, by=by, now=now, about=row, **codes)

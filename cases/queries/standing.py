"""Where a participant may stand next, and with which reasons: the one table."""

from __future__ import annotations

from collections.abc import Mapping

from cases.models import Participant
from cases.stages import DeclineReason, ParticipantStatus, Side
from cases.stages.sides import fits, is_mediation

Status = ParticipantStatus
SAID = frozenset({Status.CONSIDERING, Status.WILLING, Status.DECLINED, Status.UNSUITABLE})
NEXT: Mapping[ParticipantStatus, frozenset[ParticipantStatus]] = {
    Status.NOT_CONTACTED: SAID | {Status.ATTEMPTING, Status.CONTACTED, Status.UNREACHABLE},
    Status.ATTEMPTING: SAID | {Status.CONTACTED, Status.UNREACHABLE},
    Status.CONTACTED: SAID | {Status.UNREACHABLE},
    Status.CONSIDERING: SAID | {Status.CONTACTED, Status.UNREACHABLE},
    Status.WILLING: SAID | {Status.CONTACTED, Status.UNREACHABLE},
    Status.DECLINED: SAID | {Status.CONTACTED},
    Status.WITHDREW: SAID | {Status.CONTACTED},
    Status.UNREACHABLE: SAID | {Status.ATTEMPTING, Status.CONTACTED},
    Status.UNSUITABLE: SAID | {Status.CONTACTED},
    Status.PARTICIPATED: frozenset({Status.WILLING}),
}
"""What a hand may choose. Nobody becomes "not contacted" again; that they withdrew is its own form,
that they took part comes of a meeting or a letter; whoever left may come back.
"""


def may_stand(now: str, then: str) -> bool:
    return now == then or ParticipantStatus(then) in NEXT[ParticipantStatus(now)]


def reasons_for(status: str, side: str) -> list[DeclineReason]:
    """The coded reasons that go with where somebody stands (field guide 12.8)."""
    if status == Status.UNSUITABLE:
        start = "u_"
    elif status == Status.DECLINED:
        start = reasons_of(side)
    else:
        return []
    mediation = is_mediation([side])
    return [
        one
        for one in DeclineReason
        if one.value.startswith(start) and fits(one, mediation=mediation)
    ]


def reasons_of(side: str) -> str:
    """How the reasons of one side begin: those of the person responsible are other ones."""
    return "r_" if side == Side.RESPONSIBLE else "h_"


def none_given(participant: Participant, status: str) -> DeclineReason:
    """The code for a reason that nobody gave."""
    if status == Status.UNSUITABLE:
        return DeclineReason.U_OTHER
    if participant.side == Side.RESPONSIBLE:
        return DeclineReason.R_NO_REASON
    return DeclineReason.H_NO_REASON

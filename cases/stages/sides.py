"""What a case speaks of, by the sides of its people: somebody harmed and somebody responsible, or
the two parties of a mediation. Which codes can be said of the one and not of the other stands here
and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise

from . import ClosureReason, DeclineReason, Information, Side

ABOUT_HARM = (Side.HARMED, Side.RESPONSIBLE)
MEDIATION = (Side.PARTY_A, Side.PARTY_B)
OF_HARM = frozenset({
    *ABOUT_HARM,
    ClosureReason.HARMED_DECLINED,
    ClosureReason.RESPONSIBLE_DECLINED,
    ClosureReason.HARMED_WITHDREW,
    ClosureReason.RESPONSIBLE_WITHDREW,
    ClosureReason.HARMED_NO_CONTACT,
    ClosureReason.RESPONSIBLE_NO_CONTACT,
    DeclineReason.U_DENIES,
    Information.RIGHTS,
})
OF_MEDIATION = frozenset({
    *MEDIATION,
    ClosureReason.PARTY_DECLINED,
    ClosureReason.PARTY_WITHDREW,
    ClosureReason.PARTY_NO_CONTACT,
})


def is_mediation(sides: Iterable[str]) -> bool:
    """Whether these are the sides of a mediation."""
    return any(side in MEDIATION for side in sides)


def fits(code: str, *, mediation: bool) -> bool:
    """Whether a code can be said of a case of this kind."""
    return code not in (OF_HARM if mediation else OF_MEDIATION)


def fitting(
    choices: Iterable[tuple[str, str | Promise]], *, mediation: bool
) -> list[tuple[str, str | Promise]]:
    """The choices without those that only the other kind of case can have."""
    return [(code, label) for code, label in choices if fits(code, mediation=mediation)]


def side_in(side: str, *, mediation: bool) -> Side:
    """On which side of a case somebody stands whom a referral names on `side`: it may have called
    the sides otherwise than the case does.
    """
    here, there = (MEDIATION, ABOUT_HARM) if mediation else (ABOUT_HARM, MEDIATION)
    return dict(zip(there, here, strict=True)).get(Side(side), Side(side))

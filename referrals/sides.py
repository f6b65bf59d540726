"""What a referral speaks of: somebody harmed and somebody responsible, or the two parties of a
mediation; and which codes can be said of the one and not of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .stages import Decision, Initiator, Side, Source, Told

ABOUT_HARM = (Side.HARMED, Side.RESPONSIBLE)
MEDIATION = (Side.PARTY_A, Side.PARTY_B)
PARTY_FOR: Mapping[str, Side] = dict(zip(ABOUT_HARM, MEDIATION, strict=True))
"""The parties, by the sides on which a mediation names people where it calls them otherwise."""

OF_HARM = frozenset({
    Source.SELF_HARMED,
    Source.SELF_RESPONSIBLE,
    Initiator.HARMED,
    Initiator.RESPONSIBLE,
    Initiator.FAMILY_HARMED,
    Initiator.FAMILY_RESPONSIBLE,
    Decision.NO_OFFENDER,
    Decision.NOT_ADMITTED,
    Told.HARMED,
    Told.RESPONSIBLE,
})
OF_MEDIATION = frozenset({
    Source.SELF_PARTY,
    Initiator.PARTY_A,
    Initiator.PARTY_B,
    Told.PARTY_A,
    Told.PARTY_B,
})
Choice = tuple[str, str | Promise]


def is_mediation(sides: Iterable[str]) -> bool:
    """Whether these are the sides of a mediation."""
    return any(side in MEDIATION for side in sides)


def are_at_odds(sides: Iterable[str], *codes: str) -> bool:
    """Whether somebody harmed or responsible is named beside a party, or a code is said that does
    not go with those named: that is no one referral.
    """
    said = set(sides)
    mediation, harm = is_mediation(said), bool(said & set(ABOUT_HARM))
    return (mediation and (harm or bool(OF_HARM & set(codes)))) or (
        harm and bool(OF_MEDIATION & set(codes))
    )


def kind_label(*, mediation: bool) -> str:
    """What the code of an offence is called."""
    return _("Kind of matter") if mediation else _("Kind of harm")


def fitting(choices: Iterable[tuple[str, str | Promise]], *, mediation: bool) -> Sequence[Choice]:
    """The choices without those that only the other kind of referral can have."""
    out = OF_HARM if mediation else OF_MEDIATION
    return [(code, label) for code, label in choices if code not in out]

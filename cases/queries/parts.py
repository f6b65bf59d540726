"""The parts that people have in a case, and what an area calls them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.functional import Promise

from cases.models import Participant
from cases.stages import PRINCIPALS, ParticipantRole, Side
from cases.stages.sides import ABOUT_HARM, MEDIATION
from ui.words import say

Role = ParticipantRole
BESIDE = (Role.SUPPORTER, Role.PARENT, Role.FAMILY, Role.REPRESENTATIVE)
PRINCIPAL_OF = {
    Side.HARMED: Role.HARMED,
    Side.RESPONSIBLE: Role.RESPONSIBLE,
    Side.PARTY_A: Role.PARTY,
    Side.PARTY_B: Role.PARTY,
}
NEITHER = (
    (Role.INTERPRETER, Side.NEUTRAL),
    (Role.INTERMEDIARY, Side.NEUTRAL),
    (Role.OBSERVER, Side.NEUTRAL),
)
MAY_BE_HARMED = {Role.HARMED, Role.REPRESENTATIVE, Role.FAMILY}
Part = tuple[ParticipantRole, Side]


def parts_in(sides: Collection[str]) -> list[Part]:
    """The parts that somebody can have in a case whose people stand on these sides: a mediation has
    two parties and no harmed side; an empty case may become either.
    """
    kinds = [kind for kind in (ABOUT_HARM, MEDIATION) if set(kind) & set(sides)]
    of = [side for kind in kinds or (ABOUT_HARM, MEDIATION) for side in kind]
    principals = [(PRINCIPAL_OF[side], side) for side in of]
    return [*principals, *((role, side) for role in BESIDE for side in of), *NEITHER]


def may_be_harmed(role: str, side: str) -> bool:
    """Whether it is asked of them in what way they were harmed: of nobody in a mediation."""
    return role in MAY_BE_HARMED and side not in MEDIATION


def part_label(role: ParticipantRole, side: Side, words: Mapping[str, str | Promise]) -> str:
    """The part in the area's own words: Person harmed; Party A; Supporter (person harmed)."""
    if role in PRINCIPALS:
        return say(words, side.value, capital=True)
    if side is Side.NEUTRAL:
        return str(role.label)
    return f"{role.label} ({say(words, side.value)})"


def part_of(one: Participant, words: Mapping[str, str | Promise]) -> str:
    """A participant's part in their case, in the area's own words."""
    return part_label(ParticipantRole(one.role), Side(one.side), words)

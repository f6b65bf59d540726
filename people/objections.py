"""Slots that the apps above fill: why two records cannot be about one person, and why nothing may
be sent to somebody.
"""

from __future__ import annotations

from collections.abc import Callable

from areas.actor import Actor

from .models import Person

Objection = Callable[[Person, Person, Actor], str | None]
_OBJECTIONS: list[Objection] = []
Refusal = Callable[[Person, Actor], str | None]
_REFUSALS: list[Refusal] = []


def object_to_joining(objection: Objection) -> None:
    """Register a reason; called from `AppConfig.ready`."""
    if objection not in _OBJECTIONS:
        _OBJECTIONS.append(objection)


def first_objection(one: Person, other: Person, actor: Actor) -> str | None:
    """The first sentence against joining two records, or none."""
    answers = (objection(one, other, actor) for objection in _OBJECTIONS)
    return next((answer for answer in answers if answer), None)


def object_to_sending(refusal: Refusal) -> None:
    """Register a reason, a code; called from `AppConfig.ready`."""
    if refusal not in _REFUSALS:
        _REFUSALS.append(refusal)


def first_refusal(person: Person, actor: Actor) -> str | None:
    """The first code against sending anything to somebody, or none."""
    answers = (refusal(person, actor) for refusal in _REFUSALS)
    return next((answer for answer in answers if answer), None)

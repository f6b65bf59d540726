"""What may be done with what goes from one side to the other, and after what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from cases.models import Letter, LetterOffer, Message

Thing = Letter | Message


def always(thing: Thing) -> bool:
    return True


def agreed(thing: Thing) -> bool:
    """Its author has said that this text may cross."""
    return thing.consent_id is not None


def not_agreed(thing: Thing) -> bool:
    return thing.consent_id is None


def awaits_an_answer(thing: Thing) -> bool:
    """Nobody has answered it, and nobody has said that there will be no answer."""
    return thing.unanswered_on is None and not thing.replies.exists()


@dataclass(frozen=True, slots=True)
class CrossingStep:
    """One thing that may be done while a letter or a message is in one of the states `after`.

    `when` and, of a letter, what the recipient said to the latest offer (`answers`) narrow it;
    where it is not open `refusal` is told.
    """

    name: str
    label: str | Promise
    after: tuple[str, ...]
    refusal: str | Promise
    when: Callable[[Thing], bool] = always
    answers: tuple[str, ...] = ()

    def is_open(self, thing: Thing, offer: LetterOffer | None = None) -> bool:
        if thing.state not in self.after or not self.when(thing):
            return False
        return not self.answers or (offer is not None and offer.answer in self.answers)


def named(steps: tuple[CrossingStep, ...], name: str) -> CrossingStep:
    return next(step for step in steps if step.name == name)

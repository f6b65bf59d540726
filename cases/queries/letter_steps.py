"""What may be done with a letter, and after what: the one table that page and actions read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Letter, LetterOffer
from cases.stages import LetterState, OfferAnswer


@dataclass(frozen=True, slots=True)
class LetterStep:
    """One thing that may be done while a letter is in one of the states `after`.

    `answers` narrows it by what the recipient said to the latest offer; else `refusal` is told.
    """

    name: str
    label: str | Promise
    after: tuple[LetterState, ...]
    refusal: str | Promise
    answers: tuple[OfferAnswer, ...] = ()

    def is_open(self, letter: Letter, offer: LetterOffer | None) -> bool:
        if letter.state not in self.after:
            return False
        return not self.answers or (offer is not None and offer.answer in self.answers)


LETTER_STEPS = (
    LetterStep(
        "check",
        _("Check the letter"),
        (LetterState.DRAFT,),
        _("This letter has been checked already."),
    ),
    LetterStep(
        "offer",
        _("Offer the letter"),
        (LetterState.CHECKED, LetterState.KEPT),
        _("A letter can be offered once a second person has checked it."),
    ),
    LetterStep(
        "deliver",
        _("Record the delivery"),
        (LetterState.OFFERED,),
        _("A letter is delivered only to somebody who wants to receive it."),
        (OfferAnswer.WANTED,),
    ),
    LetterStep(
        "answer",
        _("Record the answer"),
        (LetterState.OFFERED,),
        _("There is no offer to answer: the letter has not been offered, or it has been settled."),
        (OfferAnswer.WAITING, OfferAnswer.WANTED),
    ),
    LetterStep(
        "edit",
        _("Change the letter"),
        (LetterState.DRAFT, LetterState.CHECKED, LetterState.KEPT),
        _("A letter that has been offered or delivered cannot be changed."),
    ),
)


def step_named(name: str) -> LetterStep:
    return next(step for step in LETTER_STEPS if step.name == name)


def open_steps(letter: Letter, offer: LetterOffer | None) -> list[LetterStep]:
    """The steps that the letter's state allows, the likeliest first."""
    return [step for step in LETTER_STEPS if step.is_open(letter, offer)]

"""What may be done with a letter, and after what: the one table that page and actions read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.models import Letter, LetterOffer
from cases.stages import LetterState, OfferAnswer

from .crossing_steps import CrossingStep, agreed, awaits_an_answer, named, not_agreed

DRAFT, CHECKED, OFFERED = LetterState.DRAFT, LetterState.CHECKED, LetterState.OFFERED
KEPT, DELIVERED, STOPPED = LetterState.KEPT, LetterState.DELIVERED, LetterState.STOPPED
UNDELIVERED = (DRAFT, CHECKED, OFFERED, KEPT, STOPPED)
CLOSED_TO_CHANGE = _("A letter that has been offered or delivered cannot be changed.")
CHECKED_ALREADY = _("This letter has been checked already.")

LETTER_STEPS = (
    CrossingStep("check", _("Check the letter"), (DRAFT,), CHECKED_ALREADY),
    CrossingStep("return", _("Send it back to be changed"), (DRAFT,), CHECKED_ALREADY),
    CrossingStep(
        "consent",
        _("Record that the author agrees"),
        (CHECKED, KEPT),
        _("The author agrees to a text that a second person has checked, and agrees once."),
        when=not_agreed,
    ),
    CrossingStep(
        "offer",
        _("Offer the letter"),
        (CHECKED, KEPT),
        _(
            "A letter can be offered once a second person has checked it and its author has agreed "
            "that it is shared."
        ),
        when=agreed,
    ),
    CrossingStep(
        "deliver",
        _("Record the delivery"),
        (OFFERED,),
        _("A letter is delivered only to somebody who wants to receive it."),
        answers=(OfferAnswer.WANTED,),
    ),
    CrossingStep(
        "answer",
        _("Record what the recipient said"),
        (OFFERED,),
        _("There is no offer to answer: the letter has not been offered, or it has been settled."),
        answers=(OfferAnswer.WAITING, OfferAnswer.WANTED),
    ),
    CrossingStep(
        "reply",
        _("Write the answer"),
        (DELIVERED,),
        _("Only a delivered letter is answered, and once."),
        when=awaits_an_answer,
    ),
    CrossingStep(
        "unanswered",
        _("Record that there will be no answer"),
        (DELIVERED,),
        _("This letter was not delivered, or it has been answered."),
        when=awaits_an_answer,
    ),
    CrossingStep("edit", _("Change the letter"), (DRAFT, CHECKED, KEPT, STOPPED), CLOSED_TO_CHANGE),
    CrossingStep("review", _("Comment on the letter"), (DRAFT, CHECKED, KEPT), CLOSED_TO_CHANGE),
    CrossingStep(
        "keep",
        _("Keep it on file"),
        (CHECKED, OFFERED),
        _("Only a letter that was checked and not delivered is kept on file."),
    ),
    CrossingStep(
        "take_back",
        _("The author takes it back"),
        UNDELIVERED,
        _("A letter that was delivered cannot be taken back."),
    ),
)


def step_named(name: str) -> CrossingStep:
    return named(LETTER_STEPS, name)


def open_steps(letter: Letter, offer: LetterOffer | None) -> list[CrossingStep]:
    """The steps that the letter's state allows, the likeliest first."""
    return [step for step in LETTER_STEPS if step.is_open(letter, offer)]

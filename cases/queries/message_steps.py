"""What may be done with a message that is carried, and after what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.models import Message
from cases.stages import ShuttleState

from .crossing_steps import CrossingStep, agreed, awaits_an_answer, named, not_agreed

SAID, CHECKED, OFFERED = ShuttleState.SAID, ShuttleState.CHECKED, ShuttleState.OFFERED
KEPT, PASSED_ON, STOPPED = ShuttleState.KEPT, ShuttleState.PASSED_ON, ShuttleState.STOPPED

MESSAGE_STEPS = (
    CrossingStep(
        "check",
        _("Check the message"),
        (SAID, STOPPED),
        _("This message has been checked already."),
    ),
    CrossingStep(
        "edit",
        _("Change the words"),
        (SAID,),
        _(
            "This message has been checked already. Whoever said it can take it back and say it "
            "anew."
        ),
    ),
    CrossingStep(
        "consent",
        _("Record that they agree to pass it on"),
        (SAID, CHECKED, KEPT),
        _("They have agreed already, or the message is under way."),
        when=not_agreed,
    ),
    CrossingStep(
        "offer",
        _("Offer the message"),
        (CHECKED, KEPT),
        _(
            "A message can be offered once it has been checked and whoever said it has agreed that "
            "it is passed on."
        ),
        when=agreed,
    ),
    CrossingStep(
        "pass_on",
        _("Record what the recipient said"),
        (OFFERED,),
        _("There is no offer to answer: the message has not been offered, or it has been settled."),
    ),
    CrossingStep(
        "reply",
        _("Carry the answer"),
        (PASSED_ON,),
        _("Only a message that was passed on is answered, and once."),
        when=awaits_an_answer,
    ),
    CrossingStep(
        "unanswered",
        _("Record that there will be no answer"),
        (PASSED_ON,),
        _("This message was not passed on, or it has been answered."),
        when=awaits_an_answer,
    ),
    CrossingStep(
        "take_back",
        _("They take it back"),
        (SAID, CHECKED, OFFERED, KEPT, STOPPED),
        _("A message that was passed on cannot be taken back."),
    ),
)


def message_step(name: str) -> CrossingStep:
    return named(MESSAGE_STEPS, name)


def open_message_steps(message: Message) -> list[CrossingStep]:
    """The steps that the message's state allows, the likeliest first."""
    return [step for step in MESSAGE_STEPS if step.is_open(message)]

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import LetterFact, LetterHandover, OfferAnswer
from ui import fields
from ui.forms import Form, VersionedForm

from .crossing import DayOfStepForm

LONGEST = 20_000
REVIEW = 4_000
ANSWERS = [one for one in OfferAnswer.choices if one[0] != OfferAnswer.WAITING]
LEAVE_OUT = _("Leave out surnames, addresses and telephone numbers.")
KNOW = _("What may the other person be told before they decide?")
KNOW_HINT = _("That there is a letter is always said. Tick what its author agrees to, or nothing.")


class LetterForm(Form):
    """A letter as it is written down the first time, or the answer to one."""

    happened_on = fields.DayField(label=_("Written on"), missing=_("Enter the day it was written"))
    body = fields.LongTextField(
        label=_("The letter"),
        missing=_("Enter the letter"),
        max_length=LONGEST,
        rows=15,
        help_text=LEAVE_OUT,
    )
    may_know = fields.ChoicesField(
        label=KNOW, choices=LetterFact.choices, required=False, help_text=KNOW_HINT
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"happened_on": today}, **kwargs)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]


class LetterTextForm(VersionedForm):
    """The text again: another version."""

    edits = True
    body = fields.LongTextField(
        label=_("The letter"),
        missing=_("Enter the letter"),
        max_length=LONGEST,
        rows=15,
        help_text=LEAVE_OUT,
    )
    may_know = fields.ChoicesField(
        label=KNOW, choices=LetterFact.choices, required=False, help_text=KNOW_HINT
    )


class CheckForm(VersionedForm):
    """The second person's word."""

    read = fields.TickField(
        label=_(
            "I have read the letter. It threatens nobody, hides no message, and names no way to "
            "reach anybody."
        ),
        missing=_("Tick the box once you have read the letter"),
    )
    text = fields.LongTextField(label=_("Anything to say of it"), max_length=REVIEW, required=False)

    def clean(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "read"}


class ReviewForm(VersionedForm):
    """What is said of a version of a letter."""

    text = fields.LongTextField(
        label=_("What do you say of it?"),
        missing=_("Enter what you say of it"),
        max_length=REVIEW,
        help_text=_("For those who work on the case. Nobody else reads it."),
    )


class ReturnForm(VersionedForm):
    """What must be changed before it may be offered."""

    text = fields.LongTextField(
        label=_("What must be changed?"),
        missing=_("Enter what must be changed"),
        max_length=REVIEW,
    )


class AnswerForm(DayOfStepForm):
    """What the recipient said to the offer."""

    answer = fields.ChoiceField(
        label=_("What did they say?"),
        choices=ANSWERS,
        missing=_("Select what they said"),
        hints={OfferAnswer.NOT_NOW.value: _("It can be offered again whenever they wish.")},
    )


class DeliveryForm(DayOfStepForm):
    """How and when the recipient came to have it."""

    handover = fields.ChoiceField(
        label=_("How did they get it?"),
        choices=LetterHandover.choices,
        missing=_("Select how they got it"),
    )

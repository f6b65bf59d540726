from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import MessageAnswer
from ui import fields
from ui.forms import Form, VersionedForm

from .crossing import DayOfStepForm

LONGEST = 5_000
LATER = [one for one in MessageAnswer.choices if one[0] != MessageAnswer.WAITING]
HINTS = {MessageAnswer.NOT_NOW.value: _("It can be offered again whenever they wish.")}


def text_field() -> fields.LongTextField:
    return fields.LongTextField(
        label=_("What is to be passed on?"),
        missing=_("Enter what is to be passed on"),
        max_length=LONGEST,
        rows=8,
        help_text=_(
            "In their own words, and nothing else. Leave out surnames, addresses and telephone "
            "numbers."
        ),
    )


class MessageForm(Form):
    """What somebody asked to pass on, in their words."""

    said_on = fields.DayField(label=_("Said on"), missing=_("Enter the day"))
    text = text_field()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"said_on": today}, **kwargs)
        self.fields["said_on"].latest = today  # type: ignore[attr-defined]


class MessageTextForm(VersionedForm):
    """The words again, put right."""

    edits = True
    text = text_field()


class MessageCheckForm(VersionedForm):
    """Somebody has read it before it crosses."""

    read = fields.TickField(
        label=_(
            "I have read the message. It is what they asked to pass on, threatens nobody, and "
            "names no way to reach anybody."
        ),
        missing=_("Tick the box once you have read the message"),
    )

    def clean(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "read"}


class MessageOfferForm(DayOfStepForm):
    """When it was offered, and what they said if they said it at once."""

    answer = fields.ChoiceField(
        label=_("What did they say?"),
        choices=MessageAnswer.choices,
        missing=_("Select what they said"),
        hints=HINTS,
    )


class PassOnForm(DayOfStepForm):
    """What they said to the offer."""

    answer = fields.ChoiceField(
        label=_("What did they say?"),
        choices=LATER,
        missing=_("Select what they said"),
        hints=HINTS,
    )

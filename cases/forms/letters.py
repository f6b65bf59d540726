from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from areas.scoping import AreaQuerySet
from cases.models import Participant
from cases.stages import OPPOSED, OfferAnswer
from ui import fields
from ui.forms import Form, VersionedForm

from .participants_field import ParticipantField, offer

LONGEST = 20_000
ANSWERS = [one for one in OfferAnswer.choices if one[0] != OfferAnswer.WAITING]


class LetterForm(Form):
    """A letter as it is written down the first time."""

    author = ParticipantField(
        queryset=None, label=_("Who is it from?"), missing=_("Select who the letter is from")
    )
    recipient = ParticipantField(
        queryset=None, label=_("Who is it to?"), missing=_("Select who the letter is to")
    )
    happened_on = fields.DayField(label=_("Written on"), missing=_("Enter the day it was written"))
    body = fields.LongTextField(
        label=_("The letter"),
        missing=_("Enter the letter"),
        max_length=LONGEST,
        rows=15,
        help_text=_("Leave out surnames, addresses and telephone numbers."),
    )

    def __init__(
        self,
        *args: Any,
        people: AreaQuerySet[Participant],
        words: Mapping[str, Any],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"happened_on": today}, **kwargs)
        for name in ("author", "recipient"):
            offer(self.fields[name], people, words)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        author, recipient = answers.get("author"), answers.get("recipient")
        if author and recipient:
            sides = (author.side, recipient.side)
            if sides not in OPPOSED and sides[::-1] not in OPPOSED:
                self.add_error("recipient", _("Select somebody on the other side than the author"))
        return answers


class LetterTextForm(VersionedForm):
    """The text again."""

    body = fields.LongTextField(
        label=_("The letter"), missing=_("Enter the letter"), max_length=LONGEST, rows=15
    )


class CheckForm(VersionedForm):
    """The second person's word."""

    read = fields.TickField(
        label=_("I have read the letter. It is safe to offer, and names no way to reach anybody."),
        missing=_("Tick the box once you have read the letter"),
    )


class DayOfStepForm(VersionedForm):
    """The day on which a step was taken; `day` is what the step calls it."""

    def __init__(
        self, *args: Any, version: int, today: date, day: str, label: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"version": version, day: today}, **kwargs)
        self.fields[day] = fields.DayField(label=label, missing=_("Enter the day"), latest=today)


class AnswerForm(DayOfStepForm):
    """What the recipient said to the offer."""

    answer = fields.ChoiceField(
        label=_("What did they say?"),
        choices=ANSWERS,
        missing=_("Select what they said"),
        hints={OfferAnswer.NOT_NOW.value: _("It can be offered again whenever they wish.")},
    )

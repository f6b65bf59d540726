from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.actions import PersonTold
from referrals.sides import ABOUT_HARM, MEDIATION
from referrals.stages import Part
from ui import fields
from ui.forms import VersionedForm
from ui.words import say

from .tasks.pages import Asked
from .tasks.party import OLDEST, years_ago


class NameForm(VersionedForm):
    """Who else the referral is about, and on which side."""

    side = fields.ChoiceField(
        label=_("On which side do they stand?"), missing=_("Select on which side they stand")
    )
    part = fields.ChoiceField(
        label=_("Who are they?"),
        choices=Part.choices,
        initial=Part.PARTY,
        missing=_("Select who they are"),
    )
    first_name = fields.TextField(label=_("First name"), required=False, max_length=80, width=20)
    last_name = fields.TextField(label=_("Last name"), required=False, max_length=80, width=20)
    date_of_birth = fields.DayField(
        label=_("Date of birth"), required=False, help_text=_("For example, 27 3 1998.")
    )
    age_told = fields.WholeNumberField(
        label=_("Age, if the date of birth is not known"),
        required=False,
        max_value=OLDEST,
        width=3,
    )

    def __init__(
        self, *args: Any, asked: Asked, words: Mapping[str, str | Promise], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        side: Any = self.fields["side"]
        sides = MEDIATION if asked.mediation else ABOUT_HARM
        side.choices = [(one.value, say(words, one, capital=True)) for one in sides]
        born: Any = self.fields["date_of_birth"]
        born.earliest, born.latest = years_ago(asked.today, OLDEST), asked.today

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("first_name") == told.get("last_name") == "":
            self.add_error("first_name", _("Enter a name. The one that they go by is enough"))
        return told

    def named(self) -> PersonTold:
        said = self.cleaned_data
        age = None if said["date_of_birth"] else said["age_told"]
        names = ("side", "part", "first_name", "last_name", "date_of_birth")
        return PersonTold(age_told=age, **{name: said[name] for name in names})

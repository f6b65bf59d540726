from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from areas.scoping import AreaQuerySet
from cases.models import Conference, Participant
from cases.stages import ConferenceForm
from ui import fields
from ui.forms import VersionedForm

from .conferences import BOTH_SIDES, TWELVE_HOURS, has_both_sides
from .participants_field import ParticipantsField, offer


class CorrectConferenceForm(VersionedForm):
    """What was recorded of a conference that was held."""

    edits = True
    form = fields.ChoiceField(
        label=_("What kind?"), choices=ConferenceForm.choices, missing=_("Select the kind")
    )
    minutes = fields.WholeNumberField(
        label=_("How many minutes did it last?"),
        missing=_("Enter how many minutes it lasted"),
        min_value=1,
        max_value=TWELVE_HOURS,
    )
    came = ParticipantsField(queryset=None, label=_("Who came?"), missing=_("Select who came"))
    passed_why = fields.LongTextField(
        label=_("If something was missing: why is it recorded all the same?"),
        required=False,
        max_length=1000,
        rows=3,
        help_text=_("Only for somebody who is added now, and had not agreed in writing."),
    )

    def __init__(
        self,
        *args: Any,
        conference: Conference,
        people: AreaQuerySet[Participant],
        words: Mapping[str, Any],
        may_pass: bool,
    ) -> None:
        """`may_pass` as in recording one."""
        names = ("form", "minutes", "version")
        initial = {name: getattr(conference, name) for name in names}
        there = [place.participant_id for place in conference.places.all() if place.came]
        super().__init__(*args, initial={**initial, "came": there})
        offer(self.fields["came"], people, words)
        if not may_pass:
            del self.fields["passed_why"]

    def clean_came(self) -> Any:
        came = self.cleaned_data["came"]
        if not has_both_sides(came):
            self.add_error("came", BOTH_SIDES)
        return came

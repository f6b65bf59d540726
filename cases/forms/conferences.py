from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from areas.scoping import AreaQuerySet
from cases.models import Participant
from cases.stages import OPPOSED, Attendance, ConferenceForm, Meeting
from people.models import Answer
from ui import fields
from ui.forms import Form

from .despite import ask_why, despite_field, must_say_why
from .participants_field import ParticipantsField, offer
from .sessions import prison_field

TWELVE_HOURS = 720
BOTH_SIDES = _("Select at least one person from each side")
SETTLED = (
    (Attendance.HELD.value, _("It was held")),
    (Attendance.NOT_ATTENDED.value, _("It was not held: somebody did not come")),
    (Attendance.CANCELLED.value, _("It was cancelled")),
)


def has_both_sides(people: Any) -> bool:
    sides = {one.side for one in people}
    return any(sides >= set(pair) for pair in OPPOSED)


class PlanForm(Form):
    """A conference to come, or one that was not planned here."""

    form = fields.ChoiceField(
        label=_("What kind?"), choices=ConferenceForm.choices, missing=_("Select the kind")
    )
    meeting = fields.ChoiceField(
        label=_("How do they meet?"), choices=Meeting.choices, missing=_("Select how they meet")
    )
    happened_at = fields.MomentField(
        label=_("When?"),
        missing=_("Enter when it is"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    establishment = prison_field()
    place = fields.TextField(
        label=_("Where?"),
        required=False,
        max_length=120,
        help_text=_("A venue, or the room in the prison."),
    )
    participants = ParticipantsField(
        queryset=None, label=_("Who is expected?"), missing=_("Select who is expected")
    )
    against_wishes = despite_field()

    def __init__(
        self,
        *args: Any,
        people: AreaQuerySet[Participant],
        words: Mapping[str, Any],
        refusals: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        """`refusals` say of whom why they must not be contacted."""
        super().__init__(*args, **kwargs)
        self.refusals = refusals
        ask_why(self, "")
        offer(self.fields["participants"], people, words)

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        for one in answers.get("participants", ()):
            if why := self.refusals.get(one.pk):
                must_say_why(self, f"{one.person.short_name}: {why}")
                break
        if "participants" in answers and not has_both_sides(answers["participants"]):
            self.add_error("participants", BOTH_SIDES)
        return answers


class RecordForm(Form):
    """What became of a planned conference."""

    attendance = fields.ChoiceField(
        label=_("What became of it?"), choices=SETTLED, missing=_("Select what became of it")
    )
    happened_at = fields.MomentField(label=_("When did it start?"), missing=_("Enter the start"))
    minutes = fields.WholeNumberField(
        label=_("How many minutes did it last?"),
        help_text=_("Only if it was held."),
        required=False,
        min_value=1,
        max_value=TWELVE_HOURS,
    )
    came = ParticipantsField(
        queryset=None, label=_("Who came?"), required=False, help_text=_("Only if it was held.")
    )
    apology_given = fields.ChoiceField(
        label=_("Was an apology given?"),
        choices=Answer.choices,
        missing=_("Select whether an apology was given"),
    )
    note = fields.LongTextField(label=_("Note"), required=False)
    passed_why = fields.LongTextField(
        label=_("If something was missing: why is it recorded all the same?"),
        required=False,
        max_length=1000,
        rows=3,
        help_text=_(
            "Only if somebody came without written consent, or the last look at the risk was over "
            "14 days before. Whoever opens the case reads it."
        ),
    )

    def __init__(
        self,
        *args: Any,
        people: AreaQuerySet[Participant],
        words: Mapping[str, Any],
        now: datetime,
        may_pass: bool,
        **kwargs: Any,
    ) -> None:
        """`may_pass` is whether the writer may record a meeting for which something was missing."""
        super().__init__(*args, **kwargs)
        offer(self.fields["came"], people, words)
        self.now = now
        if not may_pass:
            del self.fields["passed_why"]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        attendance, at = answers.get("attendance"), answers.get("happened_at")
        if attendance != Attendance.CANCELLED and at and at > self.now:
            self.add_error(
                "happened_at", _("The start is in the future. Record it once it has been.")
            )
        if attendance == Attendance.HELD:
            self._clean_held(answers)
        return answers

    def _clean_held(self, answers: dict[str, Any]) -> None:
        if not answers.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Enter how many minutes it lasted"))
        if "came" in answers and not has_both_sides(answers["came"]):
            self.add_error("came", BOTH_SIDES)

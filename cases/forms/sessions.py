from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Session
from cases.stages import Attendance, Meeting, SessionPurpose
from ui import fields
from ui.forms import Form

HAPPENED = (Attendance.HELD, Attendance.NOT_ATTENDED)
SETTLED = [one for one in Attendance.choices if one[0] != Attendance.PLANNED]
TWELVE_HOURS = 720


class SettleForm(Form):
    """What became of a planned session."""

    attendance = fields.ChoiceField(
        label=_("What became of it?"), choices=SETTLED, missing=_("Select what became of it")
    )
    happened_at = fields.MomentField(label=_("When did it start?"), missing=_("Enter the start"))
    minutes = fields.WholeNumberField(
        label=_("How many minutes did it last?"),
        help_text=_("Only for a session that was held. Three hours are 180 minutes."),
        required=False,
        min_value=1,
        max_value=TWELVE_HOURS,
    )
    place = fields.TextField(label=_("Where?"), required=False, max_length=120)
    note = fields.LongTextField(label=_("Note"), required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        attendance, at = answers.get("attendance"), answers.get("happened_at")
        if attendance in HAPPENED and at and at > self.now:
            self.add_error("happened_at", _("A session that took place cannot be in the future."))
        if attendance == Attendance.PLANNED and at and at <= self.now:
            self.add_error("happened_at", _("A planned session must be in the future."))
        if (
            attendance == Attendance.HELD
            and not answers.get("minutes")
            and "minutes" not in self.errors
        ):
            self.add_error("minutes", _("Enter how many minutes the session lasted"))
        return answers


class SessionForm(SettleForm):
    """A session to be planned, or one to be recorded at once."""

    attendance = fields.ChoiceField(
        label=_("Is it planned, or has it been?"),
        choices=Attendance.choices,
        missing=_("Select whether it is planned or has been"),
    )
    purpose = fields.ChoiceField(
        label=_("What is it for?"),
        choices=SessionPurpose.choices,
        missing=_("Select what it is for"),
    )
    meeting = fields.ChoiceField(
        label=_("How do you meet?"), choices=Meeting.choices, missing=_("Select how you meet")
    )
    happened_at = fields.MomentField(
        label=_("When does or did it start?"),
        missing=_("Enter the start"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    field_order = ["attendance", "purpose", "meeting", "happened_at", "minutes", "place", "note"]


def settle_initial(session: Session) -> dict[str, Any]:
    """What a planned session says already."""
    return {"happened_at": session.happened_at, "place": session.place, "note": session.note}

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant, Session
from cases.queries.establishments import establishment_choices
from cases.queries.sessions import answers_in
from cases.stages import AgainstWishes, Attendance, Meeting, SessionPurpose, WhoseDoing
from cases.stages.prompts import Prompt
from ui import fields
from ui.dates import LONDON, hour
from ui.days import in_london, read_time
from ui.forms import Form, dress

from .despite import Objection, ask_why, despite_field, must_say_why
from .information import (
    INFORMATION,
    fit_to,
    format_field,
    language_field,
    must_say_how,
    what_field,
)

HAPPENED = (Attendance.HELD, Attendance.NOT_ATTENDED)
BY_HAND = [one for one in Attendance.choices if one[0] != Attendance.MOVED]
SETTLED = [one for one in BY_HAND if one[0] != Attendance.PLANNED]
TWELVE_HOURS = 720
SAID = "said_"


class TimeField(fields.TextField):
    """An hour of the day as people type it: 2:30pm, 14:30, midday."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, width=5, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return read_time(text) if text else None


class CompanionsField(fields.RowsField):
    """Others of the same side, by short name and by what their part is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.short_name} ({obj.get_role_display()})"


def minutes_field() -> fields.WholeNumberField:
    return fields.WholeNumberField(
        label=_("How many minutes did it last?"),
        help_text=_("Only for a session that was held. Three hours are 180 minutes."),
        required=False,
        min_value=1,
        max_value=TWELVE_HOURS,
        width=4,
    )


def whose_field() -> fields.SelectField:
    return fields.SelectField(
        label=_("Who cancelled it?"),
        choices=WhoseDoing.choices,
        required=False,
        help_text=_("Only for a session that was cancelled."),
    )


def travel_field() -> fields.WholeNumberField:
    return fields.WholeNumberField(
        label=_("How many minutes did you travel?"),
        help_text=_("There and back."),
        required=False,
        max_value=TWELVE_HOURS * 2,
        width=4,
    )


def prison_field() -> fields.SelectField:
    return fields.SelectField(
        label=_("In which prison?"), choices=establishment_choices, required=False
    )


class SettleForm(Form):
    """What became of a planned session."""

    attendance = fields.ChoiceField(
        label=_("What became of it?"), choices=SETTLED, missing=_("Select what became of it")
    )
    happened_at = fields.MomentField(label=_("When did it start?"), missing=_("Enter the start"))
    minutes = minutes_field()
    ended = TimeField(
        label=_("Or at what time did it end?"), required=False, help_text=_("For example, 4:15pm")
    )
    whose_doing = whose_field()
    place = fields.TextField(label=_("Where?"), required=False, max_length=120)
    establishment = prison_field()
    travel_minutes = travel_field()
    companions = CompanionsField(
        label=_("Who else was there?"), queryset=Participant.objects.none(), required=False
    )
    note = fields.LongTextField(label=_("Note"), required=False)
    information = what_field()
    information_format = format_field()
    information_language = language_field()

    def __init__(
        self,
        *args: Any,
        now: datetime,
        others: QuerySet[Participant],
        prompts: Sequence[Prompt] = (),
        side: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fit_to(self, side)
        self.now, self.asked = now, prompts
        self.fields["companions"].queryset = others  # type: ignore[attr-defined]
        if not others:
            del self.fields["companions"]
        for one in prompts:
            self.fields[f"{SAID}{one}"] = fields.LongTextField(
                label=one.label, required=False, max_length=4000, rows=3
            )
        dress(self)

    def plain(self) -> list[BoundField]:
        """The fields but for the questions, and what they were told."""
        apart = [*self.questions(), *self.told()]
        return [one for one in self.visible_fields() if one not in apart]

    def questions(self) -> list[BoundField]:
        return [self[f"{SAID}{one}"] for one in self.asked]

    def told(self) -> list[BoundField]:
        """What they were told of restorative justice."""
        return [self[name] for name in INFORMATION]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        attendance, at = answers.get("attendance"), answers.get("happened_at")
        must_say_how(self)
        if answers.get("information") and attendance not in {None, Attendance.HELD}:
            self.add_error("information", _("Leave this out: they are told when it is held."))
        if attendance in HAPPENED and at and at > self.now:
            self.add_error("happened_at", _("A session that took place cannot be in the future."))
        if attendance == Attendance.PLANNED and at and at <= self.now:
            self.add_error("happened_at", _("A planned session must be in the future."))
        if attendance == Attendance.CANCELLED and not answers.get("whose_doing"):
            self.add_error("whose_doing", _("Select who cancelled it"))
        if attendance == Attendance.HELD:
            self._clean_length(answers)
        return answers

    def _clean_length(self, answers: dict[str, Any]) -> None:
        """From the end, where that was given and not the minutes."""
        at, ended = answers.get("happened_at"), answers.get("ended")
        if {"minutes", "ended", "happened_at"} & set(self.errors):
            return
        if at and ended:
            self._clean_end(answers, at, ended)
        elif not answers.get("minutes"):
            self.add_error("minutes", _("Enter how many minutes the session lasted"))

    def _clean_end(self, answers: dict[str, Any], at: datetime, ended: time) -> None:
        try:
            end = in_london(at.astimezone(LONDON).date(), ended)
        except ValidationError as refused:
            self.add_error("ended", refused)
            return
        hours = {"end": hour(end), "start": hour(at)}
        length = (end - at) // timedelta(minutes=1)
        if length <= 0:
            told = gettext("It cannot end at %(end)s: it starts at %(start)s.") % hours
            self.add_error("ended", told)
        elif answers.get("minutes") not in {None, length}:
            told = gettext("From %(start)s to %(end)s are %(minutes)s minutes. Enter one of them.")
            self.add_error("minutes", told % {**hours, "minutes": length})
        else:
            answers["minutes"] = length

    def values(self) -> dict[str, Any]:
        """What an action is told."""
        told = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "ended" and not name.startswith(SAID)
        }
        told["companions"] = list(told.get("companions", ()))
        told["prompts"] = {one.value: self.cleaned_data[f"{SAID}{one}"] for one in self.asked}
        return told


class SessionForm(SettleForm):
    """A session to be planned, or one to be recorded at once.

    With somebody who must not be contacted (`refusal` says why), or by a call that they did not
    allow, it asks for a reason.
    """

    attendance = fields.ChoiceField(
        label=_("Is it planned, or has it been?"),
        choices=BY_HAND,
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
    companions = CompanionsField(
        label=_("Who else is or was there?"), queryset=Participant.objects.none(), required=False
    )
    against_wishes = despite_field(AgainstWishes.choices)
    field_order = ["attendance", "against_wishes", "purpose", "meeting", "happened_at"]

    def __init__(self, *args: Any, refusal: str, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal, self.objection = refusal, objection
        ask_why(self, refusal)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("attendance") != Attendance.CANCELLED:
            must_say_why(self, self.refusal or self._objection(answers), AgainstWishes.choices)
        self._cannot_be_a_mistake(answers)
        return answers

    def _cannot_be_a_mistake(self, answers: dict[str, Any]) -> None:
        mistake = answers.get("against_wishes") == AgainstWishes.MISTAKE
        if mistake and answers.get("attendance") == Attendance.PLANNED:
            self.add_error("against_wishes", _("Select another reason: it is still to come"))

    def _objection(self, answers: dict[str, Any]) -> str:
        meeting, at = answers.get("meeting"), answers.get("happened_at")
        return self.objection(meeting, at) if meeting and at else ""


def settle_initial(session: Session) -> dict[str, Any]:
    """What a planned session says already."""
    said = {f"{SAID}{code}": text for code, text in answers_in(session).items()}
    return {
        "happened_at": session.happened_at,
        "place": session.place,
        "establishment": session.establishment,
        "note": session.note,
        "companions": [one.participant_id for one in session.companions.all()],
        "information_language": session.participant.person.language,
        **said,
    }

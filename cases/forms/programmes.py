from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Practitioner
from cases.models import Enrolment, Programme, ProgrammeSession
from cases.stages import SHAPES, Attendance, Group, ProgrammeKind, WhoseDoing
from ui import fields
from ui.forms import Form, VersionedForm

BECAME = [
    (Attendance.HELD, _("It took place")),
    (Attendance.MOVED, _("It is moved to another time")),
    (Attendance.CANCELLED, _("It does not take place")),
]
NO_LONGER = 480


class StartForm(Form):
    """A programme to be planned with all its meetings."""

    kind = fields.ChoiceField(
        label=_("Which programme?"),
        choices=ProgrammeKind.choices,
        missing=_("Select which programme it is"),
    )
    name = fields.TextField(
        label=_("What do you call it?"),
        max_length=80,
        missing=_("Enter a name"),
        help_text=_("For example, Step Up Maidstone, autumn 2026. No names of people."),
    )
    starts_at = fields.MomentField(
        label=_("When is the first meeting?"),
        missing=_("Enter the day and the time of the first meeting"),
        help_text=_("The others follow every week at the same time."),
    )
    weeks = fields.WholeNumberField(
        label=_("For how many weeks?"),
        required=False,
        width=2,
        help_text=_("Only for Step Up: 14 to 21. The others have their own number."),
    )
    place = fields.TextField(label=_("Where?"), required=False, max_length=120)
    leads = fields.RowsField(
        label=_("Who runs it with you?"),
        queryset=Practitioner.objects.none(),
        required=False,
        help_text=_("They see who is on it, whatever cases these people come from."),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads: Any = self.fields["leads"]
        leads.queryset = colleagues
        leads.label_from_instance = lambda one: one.user.name

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        kind = told.get("kind")
        shape = SHAPES[ProgrammeKind(kind)] if kind else None
        weeks = told.get("weeks")
        if shape and weeks and not shape.fewest <= weeks <= shape.most:
            sentence = _("This programme takes %(fewest)s to %(most)s weeks")
            values = {"fewest": shape.fewest, "most": shape.most}
            if shape.fewest == shape.most:
                sentence = _("This programme takes %(fewest)s weeks: leave this empty")
            self.add_error("weeks", sentence % values)
        return told

    def started(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**told, "leads": [one.user for one in told["leads"]]}


class EnrolForm(Form):
    programme = fields.RowField(
        label=_("Which programme?"),
        queryset=Programme.objects.none(),
        missing=_("Select the programme"),
    )
    group = fields.ChoiceField(
        label=_("In which group?"),
        choices=Group.choices,
        missing=_("Select the group"),
        hints={Group.ALL: _("Comes when either group meets, and when both do.")},
    )
    from_on = fields.DayField(label=_("From which day?"), missing=_("Enter the day"))

    def __init__(
        self, *args: Any, programmes: QuerySet[Programme], group: Group, today: date
    ) -> None:
        """`group` is the usual one; where no programme with groups is offered, nobody asks."""
        super().__init__(*args, initial={"from_on": today, "group": group})
        if not any(SHAPES[ProgrammeKind(one.kind)].has_groups for one in programmes):
            del self.fields["group"]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["programme"].label_from_instance = self.label_of  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Where there are no groups, everybody is together."""
        told: dict[str, Any] = super().clean() or {}
        programme = told.get("programme")
        if programme and not SHAPES[ProgrammeKind(programme.kind)].has_groups:
            told["group"] = Group.ALL
        return told

    @staticmethod
    def label_of(one: Programme) -> str:
        return f"{one.name} ({one.get_kind_display()})"


class LeaveForm(VersionedForm):
    """How somebody's place ended; of one that has ended, how it is known to have."""

    edits = True
    completed = fields.YesNoField(
        label=_("Did they complete it?"), missing=_("Select whether they completed it")
    )
    left_on = fields.DayField(label=_("On which day did it end?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, place: Enrolment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial=_ended(place), **kwargs)
        self.fields["left_on"].latest = today  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("left_on", today)


def _ended(place: Enrolment) -> dict[str, Any]:
    if place.left_on is None:
        return {"version": place.version}
    return {"version": place.version, "left_on": place.left_on, "completed": place.completed}


class MeetingForm(Form):
    """What became of one meeting of a programme."""

    became = fields.ChoiceField(
        label=_("What became of it?"), choices=BECAME, missing=_("Select what became of it")
    )
    came = fields.ChoicesField(
        label=_("Who came?"),
        required=False,
        help_text=_("For a meeting that took place. Whoever is not ticked did not come."),
    )
    minutes = fields.WholeNumberField(
        label=_("How many minutes did it last?"), required=False, min_value=1, max_value=NO_LONGER
    )
    to = fields.MomentField(label=_("Moved to when?"), required=False)
    whose_doing = fields.ChoiceField(
        label=_("If it was moved or did not take place: because of whom?"),
        choices=WhoseDoing.choices,
        required=False,
    )
    note = fields.LongTextField(label=_("Note"), required=False, rows=3, max_length=2000)

    def __init__(
        self,
        *args: Any,
        meeting: ProgrammeSession,
        expected: Sequence[tuple[Enrolment, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"minutes": meeting.minutes}, **kwargs})
        self.expected = {str(place.pk): place for place, _name in expected}
        self.fields["came"].choices = [(str(place.pk), name) for place, name in expected]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        became = told.get("became")
        if became == Attendance.HELD and not told.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Enter how many minutes it lasted"))
        if became == Attendance.MOVED and not told.get("to") and "to" not in self.errors:
            self.add_error("to", _("Enter the new day and time"))
        if became in {Attendance.MOVED, Attendance.CANCELLED} and not told.get("whose_doing"):
            self.add_error("whose_doing", _("Select because of whom"))
        return told

    def present(self) -> list[Enrolment]:
        return [self.expected[pk] for pk in self.cleaned_data["came"]]

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import Membership, Practitioner
from cases.queries.allocation import Candidate
from cases.stages import OverrideReason
from ui import fields
from ui.forms import Form


@dataclass(frozen=True, slots=True)
class Place:
    """One radio of the table: whether it is chosen, and under which name and id it is sent."""

    name: str
    ident: str
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One facilitator in the table, with the places that they may take."""

    candidate: Candidate
    lead: Place
    second: Place


class AllocateForm(Form):
    """Two facilitators; a service manager may also say why the rule of levels is gone over."""

    lead = fields.ChoiceField(
        label=_("Lead facilitator"),
        missing=_("Select the lead facilitator"),
    )
    second = fields.ChoiceField(
        label=_("Second facilitator"),
        missing=_("Select the second facilitator"),
    )
    reason = fields.SelectField(
        label=_("Why the rule of levels does not apply here"),
        help_text=_("Only if the two do not meet it. It is recorded under your name."),
        choices=OverrideReason.choices,
        required=False,
    )
    supervisor = fields.RowSelectField(
        queryset=Membership.objects.none(),
        label=_("Named supervisor"),
        help_text=_("A sensitive case with an intermediate lead needs one, or an advanced second."),
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    field_order = ("lead", "second", "supervisor", "reason")

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Candidate],
        supervisors: QuerySet[Membership],
        may_override: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = sorted(candidates, key=lambda one: one.knows_somebody)
        for name in ("lead", "second"):
            field: Any = self.fields[name]
            field.choices = [
                (str(one.practitioner.pk), one.practitioner.user.name) for one in self.candidates
            ]
        supervisor: Any = self.fields["supervisor"]
        supervisor.queryset = supervisors
        supervisor.label_from_instance = lambda row: row.user.name
        if not may_override:
            del self.fields["reason"]

    def rows(self) -> list[Row]:
        """The table: those who know somebody in the case stand last and take no place."""
        return [
            Row(one, self._place("lead", at, one), self._place("second", at, one))
            for at, one in enumerate(self.candidates)
        ]

    def _place(self, name: str, at: int, one: Candidate) -> Place:
        value = str(one.practitioner.pk)
        return Place(name, f"{self[name].auto_id}_{at}", value, str(self[name].value()) == value)

    def _chosen(self, name: str) -> Practitioner | None:
        value = self.cleaned_data.get(name)
        known = {str(one.practitioner.pk): one.practitioner for one in self.candidates}
        return known.get(value) if value else None

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        answers |= {name: self._chosen(name) for name in ("lead", "second") if name in answers}
        if answers.get("lead") and answers.get("lead") == answers.get("second"):
            self.add_error("second", gettext("Select somebody else than the lead facilitator"))
        return answers

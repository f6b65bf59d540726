"""What a facilitator answers when they judge the risk of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import RiskLevel
from risk.levels import (
    OF_A_PART,
    ONE_SIDE,
    SIDE_MET,
    AppliesTo,
    Factor,
    Judgement,
    Kind,
    Risk,
    Strength,
)
from risk.models import Assessment
from ui import fields
from ui.forms import VersionedForm
from ui.merging import use_theirs
from ui.sentences import speak
from ui.words import the

from .rows import (
    PARTS,
    RISKS,
    STRENGTH_PARTS,
    STRENGTHS,
    Row,
    Words,
    risk_fields,
    shown,
    strength_fields,
)

LEVEL_HINTS: dict[str, str | Promise] = {
    RiskLevel.LOW: _("Harm is unlikely, or would be slight."),
    RiskLevel.MEDIUM: _("Some harm could come; what will be done makes it acceptable."),
    RiskLevel.HIGH: _("Serious harm could come: it needs close control."),
    RiskLevel.VERY_HIGH: _("Severe harm is likely, whatever is done."),
}

ONE_OF_TWO = _("Counts once the other side’s is signed off too.")
OF_NO_WHOLE = _("Kept beside the others. It changes nothing for the case as a whole.")
KIND_HINTS: dict[str, str | Promise] = {
    **dict.fromkeys(ONE_SIDE, ONE_OF_TWO),
    **dict.fromkeys(OF_A_PART, OF_NO_WHOLE),
}
ANOTHER = "another"
"""The button that asks for one more place: its value is `risk` or `strength`."""


class AssessmentForm(VersionedForm):
    """A judgement of risk with up to twelve risks, and up to six things that protect.

    One of which something is filled in must be filled in whole.
    """

    edits = True
    kind = fields.ChoiceField(label=_("Kind of assessment"), choices=Kind.choices, hints=KIND_HINTS)
    happened_on = fields.DayField(label=_("Day of the assessment"))
    level = fields.ChoiceField(
        label=_("Overall level of risk"),
        choices=RiskLevel.choices,
        hints=LEVEL_HINTS,
        help_text=_(
            "Your judgement, not a sum. It cannot be lower than the gravest risk that remains."
        ),
        missing=_("Select the overall level of risk"),
    )
    judgement = fields.ChoiceField(
        label=_("What should happen"),
        choices=Judgement.choices,
        missing=_("Select what should happen"),
    )
    conditions = fields.LongTextField(
        label=_("Conditions"),
        help_text=_("Needed if it may go on with conditions."),
        required=False,
        rows=3,
        max_length=2000,
    )
    reasons = fields.LongTextField(
        label=_("Reasons"),
        help_text=_("Why you chose this level, and why this should happen."),
        missing=_("Explain why you chose this level"),
    )

    def __init__(
        self, *args: Any, words: Words, today: date, mediation: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        made: dict[str, forms.Field] = {}
        for number in RISKS:
            made |= risk_fields(number, words, mediation=mediation)
        for number in STRENGTHS:
            made |= strength_fields(number, words, mediation=mediation)
        for name, field in made.items():
            self.fields[name] = field
            speak(field, str(field.label))
        self.fields["kind"].choices = kind_choices(words, mediation=mediation)  # type: ignore[attr-defined]
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]

    def full_clean(self) -> None:
        """Ask for the parts of those only of which something was filled in."""
        use_theirs(self)
        rows = [*self._places(RISKS, PARTS), *self._places(STRENGTHS, STRENGTH_PARTS)]
        for row in rows:
            row.ask_whole()
        super().full_clean()
        for row in rows:
            row.must_be_whole(True)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("judgement") == Judgement.CONDITIONS and not self.cleaned_data.get(
            "conditions"
        ):
            self.add_error("conditions", gettext("Enter the conditions under which it may go on"))
        return self.cleaned_data

    def _places(self, numbers: Sequence[int], parts: Sequence[str]) -> list[Row]:
        return [Row(number, [self[f"{part}_{number}"] for part in parts]) for number in numbers]

    def rows(self) -> list[Row]:
        """The risks as they are shown; the one that was asked for takes the cursor."""
        rows = shown(self._places(RISKS, PARTS), more=self._asks_for("risk"))
        return self._led_to(rows, "risk")

    def strengths(self) -> list[Row]:
        """What protects, as it is shown."""
        places = self._places(STRENGTHS, STRENGTH_PARTS)
        return self._led_to(shown(places, more=self._asks_for("strength")), "strength")

    def has_room(self) -> dict[str, bool]:
        """Whether one more can be asked for."""
        return {
            "risk": len(self.rows()) < len(RISKS),
            "strength": len(self.strengths()) < len(STRENGTHS),
        }

    def _asks_for(self, what: str) -> bool:
        return self.data.get(ANOTHER) == what

    def _led_to(self, rows: list[Row], what: str) -> list[Row]:
        if self._asks_for(what):
            rows[-1].parts[0].field.widget.attrs["autofocus"] = True
        return rows

    def risks(self) -> list[Risk]:
        answers = self.cleaned_data
        return [
            Risk(
                factor=Factor(answers[f"factor_{number}"]),
                applies_to=AppliesTo(answers[f"applies_to_{number}"]),
                likelihood=int(answers[f"likelihood_{number}"]),
                impact=int(answers[f"impact_{number}"]),
                mitigation=answers[f"mitigation_{number}"],
                residual=RiskLevel(answers[f"residual_{number}"]),
            )
            for number in RISKS
            if answers[f"factor_{number}"]
        ]

    def protecting(self) -> list[Strength]:
        answers = self.cleaned_data
        return [
            Strength(
                factor=Factor(answers[f"strength_{number}"]),
                applies_to=AppliesTo(answers[f"strength_of_{number}"]),
                how=answers[f"strength_how_{number}"],
            )
            for number in STRENGTHS
            if answers[f"strength_{number}"]
        ]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        names = ("kind", "happened_on", "level", "judgement", "reasons", "conditions")
        answers = {name: self.cleaned_data[name] for name in names}
        return {**answers, "factors": self.risks(), "strengths": self.protecting()}


def kind_choices(words: Words, *, mediation: bool) -> list[tuple[str, str | Promise]]:
    """The kinds of assessment; those of one side by the area's words, and in no mediation."""
    return [
        (one.value, after_meeting(words, SIDE_MET[one]) if one in ONE_SIDE else one.label)
        for one in Kind
        if not (mediation and one in ONE_SIDE)
    ]


def after_meeting(words: Words, side: str) -> str:
    return gettext("After meeting %(the_person)s") % {"the_person": the(words, side)}


def risks_of(assessment: Assessment) -> dict[str, Any]:
    """The risks of an assessment, and what protects, as a form's initial answers."""
    risks = {
        f"{part}_{number}": getattr(row, part)
        for number, row in zip(RISKS, assessment.risks, strict=False)
        for part in PARTS
    }
    strengths = {
        f"{part}_{number}": getattr(row, name)
        for number, row in zip(STRENGTHS, assessment.strengths, strict=False)
        for part, name in zip(STRENGTH_PARTS, ("factor", "applies_to", "mitigation"), strict=True)
    }
    return risks | strengths


def answers_of(assessment: Assessment) -> dict[str, Any]:
    """The whole assessment as a form's initial answers."""
    names = ("version", "kind", "happened_on", "level", "judgement", "reasons", "conditions")
    return {**{name: getattr(assessment, name) for name in names}, **risks_of(assessment)}

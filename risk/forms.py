from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import RiskLevel
from cases.stages.sides import fits
from ui import fields
from ui.forms import VersionedForm
from ui.merging import use_theirs
from ui.sentences import speak
from ui.words import say

from .levels import (
    OF_SOMEBODY_RESPONSIBLE,
    ON_A_SIDE,
    AppliesTo,
    Factor,
    Judgement,
    Kind,
    Risk,
)
from .models import Assessment

RISKS = (1, 2, 3, 4)
PARTS = ("factor", "applies_to", "likelihood", "impact", "mitigation", "residual")
LIKELIHOOD = (
    (1, _("1, unlikely")),
    (2, _("2, possible")),
    (3, _("3, likely")),
    (4, _("4, very likely")),
)
IMPACT = ((1, _("1, minor")), (2, _("2, moderate")), (3, _("3, serious")), (4, _("4, severe")))
LEVEL_HINTS: dict[str, str | Promise] = {
    RiskLevel.LOW: _("Harm is unlikely, or would be slight."),
    RiskLevel.MEDIUM: _("Some harm could come; what will be done makes it acceptable."),
    RiskLevel.HIGH: _("Serious harm could come: it needs close control."),
    RiskLevel.VERY_HIGH: _("Severe harm is likely, whatever is done."),
}

Words = Mapping[str, str | Promise]


def applies_choices(words: Words, *, mediation: bool) -> list[tuple[str, str]]:
    """To whom a risk applies: the two sides of the case, called as the area calls them."""
    return [
        (one.value, say(words, one.value, capital=True) if one in ON_A_SIDE else str(one.label))
        for one in AppliesTo
        if fits(one, mediation=mediation)
    ]


def factor_choices(*, mediation: bool) -> list[tuple[str, Any]]:
    out = OF_SOMEBODY_RESPONSIBLE if mediation else ()
    return [(one.value, one.label) for one in Factor if one not in out]


def _risk_fields(number: int, words: Words, *, mediation: bool) -> dict[str, forms.Field]:
    def missing(sentence: str) -> str:
        return gettext("Risk %(number)s: %(sentence)s") % {"number": number, "sentence": sentence}

    made = {
        "factor": fields.SelectField(
            label=_("What the risk is"),
            choices=factor_choices(mediation=mediation),
            missing=missing(gettext("choose what it is")),
        ),
        "applies_to": fields.SelectField(
            label=_("To whom it applies"),
            choices=applies_choices(words, mediation=mediation),
            missing=missing(gettext("choose to whom it applies")),
        ),
        "likelihood": fields.SelectField(
            label=_("How likely"),
            choices=LIKELIHOOD,
            missing=missing(gettext("choose how likely it is")),
        ),
        "impact": fields.SelectField(
            label=_("How serious"),
            choices=IMPACT,
            missing=missing(gettext("choose how serious it would be")),
        ),
        "mitigation": fields.LongTextField(
            label=_("What will be done about it"),
            rows=3,
            max_length=2000,
            missing=missing(gettext("enter what will be done about it")),
        ),
        "residual": fields.SelectField(
            label=_("What risk remains"),
            choices=RiskLevel.choices,
            missing=missing(gettext("choose what risk remains")),
        ),
    }
    return {f"{part}_{number}": field for part, field in made.items()}


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One of the four places for a risk on the page."""

    number: int
    parts: list[BoundField]

    @property
    def is_folded(self) -> bool:
        """Whether it waits out of sight: nothing is in it, and it is not the first."""
        return self.number > 1 and not any(part.value() or part.errors for part in self.parts)


class AssessmentForm(VersionedForm):
    """A judgement of risk with up to four risks.

    A risk of which something is filled in must be filled in whole.
    """

    edits = True
    kind = fields.ChoiceField(label=_("Kind of assessment"), choices=Kind.choices)
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
        for number in RISKS:
            for name, field in _risk_fields(number, words, mediation=mediation).items():
                self.fields[name] = field
                speak(field, str(field.label))
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]

    def full_clean(self) -> None:
        """Ask for the parts of those risks only of which something was filled in."""
        use_theirs(self)
        for row in self.rows():
            wanted = any(str(part.data or "").strip() for part in row.parts)
            for part in row.parts:
                part.field.required = wanted
        super().full_clean()
        for row in self.rows():
            for part in row.parts:
                part.field.required = True

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("judgement") == Judgement.CONDITIONS and not self.cleaned_data.get(
            "conditions"
        ):
            self.add_error("conditions", gettext("Enter the conditions under which it may go on"))
        return self.cleaned_data

    def rows(self) -> Iterator[RiskRow]:
        for number in RISKS:
            yield RiskRow(number, [self[f"{part}_{number}"] for part in PARTS])

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

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        names = ("kind", "happened_on", "level", "judgement", "reasons", "conditions")
        return {**{name: self.cleaned_data[name] for name in names}, "factors": self.risks()}


def risks_of(assessment: Assessment) -> dict[str, Any]:
    """The risks of an assessment as a form's initial answers."""
    return {
        f"{part}_{number}": getattr(row, part)
        for number, row in zip(RISKS, assessment.factors.all(), strict=False)
        for part in PARTS
    }


def answers_of(assessment: Assessment) -> dict[str, Any]:
    """The whole assessment as a form's initial answers."""
    names = ("version", "kind", "happened_on", "level", "judgement", "reasons", "conditions")
    return {**{name: getattr(assessment, name) for name in names}, **risks_of(assessment)}


class SubmitForm(VersionedForm):
    """Nothing to fill in: only that it is still the version that was read."""


class SignForm(VersionedForm):
    review_on = fields.DayField(
        label=_("Day of the next review"), missing=_("Enter the day of the next review")
    )

    def __init__(self, *args: Any, latest: date | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if latest is None:
            del self.fields["review_on"]
            return
        field = self.fields["review_on"]
        field.earliest, field.latest = today + timedelta(days=1), latest  # type: ignore[attr-defined]
        field.initial = latest


class ReturnForm(VersionedForm):
    why = fields.LongTextField(
        label=_("What has to change"), max_length=2000, missing=_("Enter what has to change")
    )

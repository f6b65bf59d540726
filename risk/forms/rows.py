"""The places for risks, and for what protects, on the page of an assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import RiskLevel
from cases.stages.sides import fits
from risk.levels import (
    GROUPS,
    OF_SOMEBODY_RESPONSIBLE,
    ON_A_SIDE,
    PROTECTING,
    AppliesTo,
    Factor,
)
from ui import fields
from ui.words import say

RISKS = tuple(range(1, 13))
STRENGTHS = tuple(range(1, 7))
PARTS = ("factor", "applies_to", "likelihood", "impact", "mitigation", "residual")
STRENGTH_PARTS = ("strength", "strength_of", "strength_how")
LIKELIHOOD = (
    (1, _("1, unlikely")),
    (2, _("2, possible")),
    (3, _("3, likely")),
    (4, _("4, very likely")),
)
IMPACT = ((1, _("1, minor")), (2, _("2, moderate")), (3, _("3, serious")), (4, _("4, severe")))

Words = Mapping[str, str | Promise]


def applies_choices(words: Words, *, mediation: bool) -> list[tuple[str, str]]:
    """To whom it applies: the two sides of the case, called as the area calls them."""
    return [
        (one.value, say(words, one.value, capital=True) if one in ON_A_SIDE else str(one.label))
        for one in AppliesTo
        if fits(one, mediation=mediation)
    ]


def factor_choices(*, mediation: bool) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The risks in their groups."""
    out = OF_SOMEBODY_RESPONSIBLE if mediation else ()
    return [
        (name, [(one.value, one.label) for one in group if one not in out])
        for name, group in GROUPS
    ]


def risk_fields(number: int, words: Words, *, mediation: bool) -> dict[str, forms.Field]:
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


def strength_fields(number: int, words: Words, *, mediation: bool) -> dict[str, forms.Field]:
    def missing(sentence: str) -> str:
        return gettext("What protects, %(number)s: %(sentence)s") % {
            "number": number,
            "sentence": sentence,
        }

    made = {
        "strength": fields.SelectField(
            label=_("What protects"),
            choices=[(one.value, Factor(one).label) for one in PROTECTING],
            missing=missing(gettext("choose what it is")),
        ),
        "strength_of": fields.SelectField(
            label=_("Whom it protects"),
            choices=applies_choices(words, mediation=mediation),
            missing=missing(gettext("choose whom it protects")),
        ),
        "strength_how": fields.LongTextField(
            label=_("How it helps"),
            rows=3,
            max_length=2000,
            missing=missing(gettext("enter how it helps")),
        ),
    }
    return {f"{part}_{number}": field for part, field in made.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One place on the page, for a risk or for something that protects."""

    number: int
    parts: list[BoundField]

    @property
    def is_begun(self) -> bool:
        return any(part.value() or part.errors for part in self.parts)

    def ask_whole(self) -> None:
        """Ask for every part of what was begun, and for none of what was not."""
        begun = any(str(part.data or "").strip() for part in self.parts)
        self.must_be_whole(begun)

    def must_be_whole(self, must: bool) -> None:
        for part in self.parts:
            part.field.required = must


def shown(rows: list[Row], *, more: bool) -> list[Row]:
    """Up to the last that was begun, at least one, and another empty one if it was asked for."""
    begun = max((row.number for row in rows if row.is_begun), default=0)
    return rows[: max(begun + more, 1)]

"""The answers as they were asked and given: what a submission keeps for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Model
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from referrals.stages import Side
from ui.dates import day, moment
from ui.words import say


class Asked(Protocol):
    """A form whose questions stand in named sections."""

    cleaned_data: dict[str, Any]

    def sections(self) -> Iterable[tuple[str, list[BoundField]]]: ...


def in_words(field: BoundField, value: Any) -> str:
    """An answer as a person reads it; empty if none was given."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Model):
        return str(getattr(value, "name"))  # noqa: B009
    labels = dict(getattr(field.field, "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(labels[one]) for one in value)
    return str(labels.get(value, value)) if value else ""


def as_sent(form: Asked, words: Mapping[str, str | Promise]) -> list[tuple[str, str]]:
    """Each question with its answer, in the order and the language in which they were asked."""
    pairs: list[tuple[str, str]] = []
    for name, questions in form.sections():
        whose = f"{say(words, name, capital=True)}: " if name in Side.values else ""
        pairs += [
            (f"{whose}{field.label}", in_words(field, form.cleaned_data[field.name]))
            for field in questions
        ]
    return pairs

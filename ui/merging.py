"""Two people changed one record: what each has in the fields that differ, and which is taken."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext

from ui.dates import day, moment

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: `name` of the choice between the two, and both as people read them."""

    name: str
    label: str
    mine: str
    theirs: str


def choice_of(name: str) -> str:
    """The name under which it is posted whose answer is taken."""
    return f"merge_{name}"


def differences(form: forms.BaseForm) -> list[Difference]:
    """Of a form that lost a race: its initial answers are what stands now."""
    if form.errors:
        return []
    return [
        Difference(
            choice_of(bound.html_name),
            str(bound.label),
            in_words(bound.field, form.cleaned_data.get(bound.name)),
            in_words(bound.field, bound.initial),
        )
        for bound in form.visible_fields()
        if bound.name in form.changed_data
    ]


def in_words(field: forms.Field, value: Any) -> str:
    """An answer as it is read: the label of a choice, a day in full, nothing where it is empty."""
    if value in field.empty_values:
        return gettext("nothing")
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else day(value)
    if isinstance(field, forms.ModelChoiceField):
        return _rows(field, value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = _labels(choices)
        several = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(str(labels.get(str(one), one)) for one in several)
    return str(value)


def use_theirs(form: forms.BaseForm) -> None:
    """Put what stands now in the place of those answers of which theirs was chosen."""
    chosen = [
        bound
        for bound in form.visible_fields()
        if form.data.get(choice_of(bound.html_name)) == THEIRS
    ]
    if not chosen:
        return
    answers: Any = copy(form.data)
    for bound in chosen:
        answers.pop(bound.html_name, None)
        for name, values in _as_posted(bound).items():
            answers.setlist(name, values)
        answers.pop(choice_of(bound.html_name))
    form.data = answers


def _as_posted(bound: Any) -> dict[str, list[str]]:
    """The present answer of a field as a browser would send it."""
    widget: Any = bound.field.widget
    value = bound.field.prepare_value(bound.initial)
    if isinstance(bound.field.widget, forms.MultiWidget):
        parts: Any = widget.decompress(value)
        names = [f"{bound.html_name}{end}" for end in widget.widgets_names]
        return {name: [str(part)] for name, part in zip(names, parts, strict=True)}
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: ["on"]} if value else {}
    several = value if isinstance(value, (list, tuple)) else [value]
    return {bound.html_name: ["" if one is None else str(one) for one in several]}


def _labels(choices: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            found |= _labels(label)
        else:
            found[str(value)] = label
    return found


def _rows(field: Any, value: Any) -> str:
    """Rows by their labels, from rows or from their keys."""
    several = value if hasattr(value, "__iter__") and not isinstance(value, str) else [value]
    keys = {str(getattr(one, "pk", one)) for one in several}
    return ", ".join(
        str(field.label_from_instance(row)) for row in field.queryset if str(row.pk) in keys
    )

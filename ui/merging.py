"""Two people changed one record: what each has in the fields that differ, and which is taken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext

from ui.dates import day, moment

MINE, THEIRS = "mine", "theirs"
AS_SHOWN = "as_shown"
"""The hidden field that says what stood in the form when it was shown, as a mark for each."""


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


def as_shown(form: forms.BaseForm) -> str:
    """A mark for each answer that the form is shown with: it tells which were touched."""
    return json.dumps({
        bound.name: _mark(bound.initial) for bound in form.visible_fields() if bound.name
    })


def untouched(form: forms.BaseForm) -> list[Any]:
    """The fields of a form that lost a race in which only the other one changed something."""
    if form.errors:
        return []
    shown = _read(form.data.get(AS_SHOWN, ""))
    return [
        bound
        for bound in form.visible_fields()
        if bound.name in form.changed_data
        and shown.get(bound.name) == _mark(form.cleaned_data.get(bound.name))
    ]


def _read(marks: str) -> dict[str, str]:
    try:
        found = json.loads(marks)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _mark(value: Any) -> str:
    """Short, and the same for an answer and for what it was shown as."""
    return hashlib.sha256(repr(_plain(value)).encode(errors="replace")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if value is None or value is False:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, str):
        return "\n".join(str(value).strip().splitlines())
    if hasattr(value, "__iter__"):
        return sorted(str(_plain(one)) for one in value) or ""
    return str(getattr(value, "pk", value))


def differences(form: forms.BaseForm, besides: Sequence[Any] = ()) -> list[Difference]:
    """Of a form that lost a race: its initial answers are what stands now. `besides` are fields
    that are not asked about.
    """
    if form.errors:
        return []
    names = {bound.name for bound in besides}
    return [
        Difference(
            choice_of(bound.html_name),
            str(bound.label),
            in_words(bound.field, form.cleaned_data.get(bound.name)),
            in_words(bound.field, bound.initial),
        )
        for bound in form.visible_fields()
        if bound.name in form.changed_data and bound.name not in names
    ]


def also_changed(fields: Sequence[Any]) -> list[tuple[str, str]]:
    """What fields are called, and what they say now, as people read it."""
    return [(str(bound.label), in_words(bound.field, bound.initial)) for bound in fields]


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
        put_theirs(answers, bound)
        answers.pop(choice_of(bound.html_name))
    form.data = answers


def put_theirs(answers: Any, bound: Any) -> None:
    """Put what stands now in the place of one answer among those that were sent."""
    answers.pop(bound.html_name, None)
    for name, values in _as_posted(bound).items():
        answers.setlist(name, values)


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

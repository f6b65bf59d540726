"""What a form says when an answer cannot be taken: one place, so that all forms speak alike."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

ONE_LINE = 200
MANY_LINES = 10_000
LARGEST_NUMBER = 2_147_483_647
"""What a database integer holds; more would be an error there instead of a sentence here."""

NOT_OFFERED = gettext_lazy("Select an option from the list")
HIDDEN_SIGN = gettext_lazy("Remove the characters that cannot be printed")


def said(kwargs: dict[str, Any], missing: str | Promise) -> dict[str, Any]:
    """The field's arguments with the sentence for a missing answer among its messages."""
    if not missing:
        return kwargs
    return {**kwargs, "error_messages": {"required": missing, **kwargs.get("error_messages", {})}}


def name_of(label: str) -> str:
    """The label as it reads inside a sentence: no question mark, small first letter, PNC stays."""
    name = label.strip().rstrip("?:. ")
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def missing_answer(field: forms.Field, label: str) -> str:
    """Name what to do: a question cannot be put behind Enter, nor a statement behind Select."""
    if label.strip().endswith("?"):
        return gettext("Answer the question: %(label)s") % {"label": label}
    if isinstance(field, forms.BooleanField):
        return gettext("Tick the box: %(label)s") % {"label": label}
    if isinstance(field, forms.ChoiceField):
        return gettext("Select %(name)s") % {"name": name_of(label)}
    return gettext("Enter %(name)s") % {"name": name_of(label)}


def speak(field: forms.Field, label: str) -> None:
    """Give the field the house's sentences where it still has Django's, and its hard limits."""
    _limit(field)
    sentences: dict[str, Any] = {
        "required": missing_answer(field, label),
        "invalid_choice": NOT_OFFERED,
        "invalid_pk_value": NOT_OFFERED,
        "invalid_list": NOT_OFFERED,
        "null_characters_not_allowed": HIDDEN_SIGN,
    }
    if isinstance(field, forms.IntegerField):
        sentences["invalid"] = gettext("%(label)s must be a whole number") % {"label": label}
    for code, sentence in sentences.items():
        if _still_django(field, code):
            field.error_messages[code] = sentence
    for code in ("max_length", "min_length", "max_value", "min_value"):
        if code not in field.error_messages:
            field.error_messages[code] = _bound(code) % {"label": label.rstrip("?: ")}


def _bound(code: str) -> str:
    return {
        "max_length": gettext("%(label)s must be %%(limit_value)s characters or fewer"),
        "min_length": gettext("%(label)s must be %%(limit_value)s characters or more"),
        "max_value": gettext("%(label)s must be %%(limit_value)s or fewer"),
        "min_value": gettext("%(label)s must be %%(limit_value)s or more"),
    }[code]


def _limit(field: forms.Field) -> None:
    """No text without an end and no number that the database cannot hold."""
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.max_length = MANY_LINES if isinstance(field.widget, forms.Textarea) else ONE_LINE
        field.validators.append(MaxLengthValidator(field.max_length))
    if isinstance(field, forms.IntegerField) and field.max_value is None:
        field.max_value = LARGEST_NUMBER
        field.validators.append(MaxValueValidator(LARGEST_NUMBER))


def _still_django(field: forms.Field, code: str) -> bool:
    """Whether nobody has chosen another message than the one that came with Django."""
    for kind in type(field).__mro__:
        came_with = vars(kind).get("default_error_messages", {})
        if code in came_with:
            ours = kind.__module__.startswith("ui.")
            return not ours and field.error_messages.get(code) is came_with[code]
    return code not in field.error_messages

"""The kinds of answer that our forms ask for.

Every field takes `missing=`, the sentence for an answer that is needed and was not given; without
it the form makes one from the label.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ui.days import DayField, MomentField
from ui.sentences import NOT_OFFERED, said

__all__ = [
    "ChoiceField",
    "ChoicesField",
    "DayField",
    "EmailField",
    "LongTextField",
    "MomentField",
    "PhoneField",
    "RowField",
    "RowSelectField",
    "RowsField",
    "SelectField",
    "TextField",
    "TickField",
    "WholeNumberField",
    "YesNoField",
]

Words = str | Promise
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
CHOOSE = gettext_lazy("Choose one")


class TextField(forms.CharField):
    """One line. `width` says for how many letters the box has room: 2, 3, 4, 5, 10 or 20."""

    def __init__(
        self, *, missing: Words = "", max_length: int = 200, width: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(max_length=max_length, **said(kwargs, missing))
        self.width = width


class LongTextField(forms.CharField):
    """Several lines. With `count` the page tells how many characters are left."""

    def __init__(
        self,
        *,
        missing: Words = "",
        max_length: int = 5000,
        rows: int = 5,
        count: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **said(kwargs, missing))
        self.count = count


class EmailField(forms.EmailField):
    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        super().__init__(**said(kwargs, missing))
        self.width = 20
        self.error_messages["invalid"] = gettext_lazy(
            "Enter an email address in the correct format, such as name@example.com"
        )


class PhoneField(TextField):
    """A telephone number as it was given: digits, spaces, brackets, an extension."""

    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel"}))
        super().__init__(missing=missing, max_length=40, width=20, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and sum(sign.isdigit() for sign in value) < 3:
            raise ValidationError(gettext_lazy("Enter a telephone number, such as 01632 960 001"))


class WholeNumberField(forms.IntegerField):
    def __init__(
        self,
        *,
        missing: Words = "",
        min_value: int = 0,
        max_value: int = 999_999,
        width: int = 5,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(min_value=min_value, max_value=max_value, **said(kwargs, missing))
        self.width = width


class ChoiceField(forms.ChoiceField):
    """One of a few, as radios. `hints` are sentences by value, shown under the choice."""

    def __init__(
        self, *, missing: Words = "", hints: Mapping[str, Words] | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**said(kwargs, missing))
        self.hints = hints or {}


class SelectField(forms.ChoiceField):
    """One of many, as a drop-down list that begins with no choice."""

    def __init__(self, *, choices: Any = (), missing: Words = "", **kwargs: Any) -> None:
        rows = choices() if callable(choices) else choices
        super().__init__(choices=[("", CHOOSE), *rows], **said(kwargs, missing))


class ChoicesField(forms.MultipleChoiceField):
    """Any of a few, as boxes to tick."""

    def __init__(
        self, *, missing: Words = "", hints: Mapping[str, Words] | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**said(kwargs, missing))
        self.hints = hints or {}


class YesNoField(forms.TypedChoiceField):
    """Yes or no as two radios: True, False, or None for no answer where none is needed."""

    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=YES_NO, coerce="yes".__eq__, empty_value=None, **said(kwargs, missing)
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class TickField(forms.BooleanField):
    """One box to tick."""

    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        super().__init__(**said(kwargs, missing))


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of the queryset, as radios. A row outside it is refused like none at all."""

    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**{"empty_label": None, **said(kwargs, missing)})

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValidationError, OverflowError):
            raise ValidationError(NOT_OFFERED, code="invalid_choice") from None


class RowSelectField(RowField):
    """One row of the queryset, as a drop-down list."""

    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        super().__init__(missing=missing, widget=forms.Select, empty_label=CHOOSE, **kwargs)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any rows of the queryset, as boxes to tick."""

    def __init__(self, *, missing: Words = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**said(kwargs, missing))

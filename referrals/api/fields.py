"""JSON taken at its word: a text is a string, a number is no string, a code is one of its list."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
UNPRINTABLE_IN_LINES = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
MOST_NAMES = 20


class Text(serializers.CharField):
    """A JSON string without control characters; of several lines if it says so."""

    default_error_messages = {
        "invalid": _("This must be a string."),
        "unprintable": _("There is a control character in it."),
    }

    def __init__(self, *, max_length: int, several_lines: bool = False, **kwargs: Any) -> None:
        self.several_lines = several_lines
        kwargs.setdefault("required", False)
        if kwargs["required"]:
            kwargs["min_length"] = 1
        super().__init__(max_length=max_length, allow_blank=not kwargs["required"], **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Before anything else: DRF would make a string of a number, and trim before it looks."""
        if data is not serializers.empty and data is not None:
            if not isinstance(data, str):
                self.fail("invalid")
            if (UNPRINTABLE_IN_LINES if self.several_lines else UNPRINTABLE).search(data):
                self.fail("unprintable")
        return super().run_validation(data)


class Code(serializers.ChoiceField):
    default_error_messages = {"invalid_choice": _("This is not one of the codes.")}

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(choices=choices, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice")
        return data


class YesOrNo(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input="")
        return data


class WholeNumber(serializers.IntegerField):
    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer():
            return int(data)
        if type(data) is not int:
            self.fail("invalid")
        return data


class Day(serializers.DateField):
    """A day as `YYYY-MM-DD`, not in the future unless it may be."""

    default_error_messages = {
        "invalid": _("This must be a day that there is, as YYYY-MM-DD."),
        "ahead": _("This day must not be in the future."),
        "odd": _("This day is too long ago or too far ahead."),
    }

    def __init__(self, *, may_be_ahead: bool = False, years: int = 0, **kwargs: Any) -> None:
        self.may_be_ahead, self.years = may_be_ahead, years
        super().__init__(required=False, **kwargs)

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str) or not A_DAY.fullmatch(value):
            self.fail("invalid")
        day = super().to_internal_value(value)
        today: date = self.context["today"]
        if day > today and not self.may_be_ahead:
            self.fail("ahead")
        if not EARLIEST <= day <= LATEST or (self.years and today.year - day.year > self.years):
            self.fail("odd")
        return day


class Strict(serializers.Serializer[Any]):
    """An object that has no fields but its own."""

    def to_internal_value(self, data: Any) -> Any:
        names = [name for name in data if name not in self.fields] if isinstance(data, dict) else []
        unknown = {name: [_("There is no such field.")] for name in names[:MOST_NAMES]}
        try:
            told = super().to_internal_value(data)
        except ValidationError as wrong:
            raise ValidationError({**dict(wrong.detail), **unknown}) from None  # type: ignore[arg-type]
        if unknown:
            raise ValidationError(unknown)
        return told

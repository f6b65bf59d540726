"""How somebody may be contacted safely: the line, and the ways to reach them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from people.models import Answer, ContactPoint
from ui import fields
from ui.forms import Form, VersionedForm

A_WAY = re.compile(r"@|(?:[+(]?\d[ )-]{0,2}){7,}")
"""An email address or a telephone number: those stand behind a logged reveal, not on every page."""
A_TELEPHONE = {ContactPoint.Kind.MOBILE, ContactPoint.Kind.TELEPHONE}


class SafeContactForm(VersionedForm):
    """Whether they may be contacted, and how, in a line that everybody on the case reads."""

    edits = True
    may_contact = fields.ChoiceField(
        label=_("May we contact them?"),
        choices=Answer.choices,
        hints={Answer.NO.value: _("Nothing is sent to them, and nobody gets in touch.")},
        missing=_("Select an answer"),
    )
    safe_contact = fields.TextField(
        label=_("How to reach them safely"),
        help_text=_("One line, such as “Text only, weekdays after 5. No voicemail.” No numbers."),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, participant: Participant, only_no: bool = False, **kwargs: Any
    ) -> None:
        """`only_no` in a closed case: nothing is loosened there."""
        initial = {name: getattr(participant, name) for name in ("may_contact", "safe_contact")}
        super().__init__(*args, initial={**initial, "version": participant.version}, **kwargs)
        if only_no:
            self.fields["may_contact"].choices = [(Answer.NO.value, Answer.NO.label)]  # type: ignore[attr-defined]

    def clean_safe_contact(self) -> str:
        return _without_a_way(self, "safe_contact")


def _without_a_way(form: Form, name: str) -> str:
    line: str = form.cleaned_data[name]
    if A_WAY.search(line):
        form.add_error(name, gettext("Leave out telephone numbers and addresses"))
    return line


class SafetyForm(Form):
    """What is asked of every way to reach somebody."""

    is_safe = fields.ChoiceField(
        label=_("Is it safe to use?"),
        choices=Answer.choices,
        hints={Answer.UNKNOWN.value: _("Nobody uses it until that is known.")},
        missing=_("Select whether it is safe to use"),
    )
    voicemail_ok = fields.ChoiceField(
        label=_("May a voicemail be left?"), choices=Answer.choices, required=False
    )
    call_ok = fields.ChoiceField(
        label=_("May somebody call?"),
        choices=Answer.choices,
        required=False,
        hints={Answer.NO.value: _("They take texts only.")},
    )
    text_ok = fields.ChoiceField(
        label=_("May a text be sent?"), choices=Answer.choices, required=False
    )
    safe_times = fields.TextField(
        label=_("Safe days and times"),
        help_text=_("Such as “weekdays after 5pm”."),
        max_length=120,
        required=False,
    )
    who_may_answer = fields.TextField(
        label=_("Who else may answer, and what they may be told"), max_length=120, required=False
    )
    code_phrase = fields.TextField(
        label=_("Words by which you know each other"), max_length=120, required=False
    )

    def clean_safe_times(self) -> str:
        return _without_a_way(self, "safe_times")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        neither = told.get("call_ok") == Answer.NO and told.get("text_ok") != Answer.YES
        if told.get("is_safe") == Answer.YES and neither:
            sentence = gettext("Say that a text may be sent, or that it is not safe")
            self.add_error("call_ok", sentence)
        return told


class WayForm(SafetyForm):
    """A way to reach somebody that is new."""

    kind = fields.ChoiceField(
        label=_("What kind of way is it?"),
        choices=ContactPoint.Kind.choices,
        missing=_("Select what kind of way it is"),
    )
    value = fields.LongTextField(
        label=_("Number or address"),
        help_text=_("A postal address with its postcode."),
        missing=_("Enter the number or address"),
        max_length=300,
        rows=3,
    )
    field_order = ("kind", "value")

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if sentence := _refused(answers.get("kind", ""), answers.get("value", "")):
            self.add_error("value", sentence)
        not_said = ("voicemail_ok", "call_ok", "text_ok")
        return answers | {name: answers.get(name) or Answer.UNKNOWN.value for name in not_said}


class ChangeWayForm(SafetyForm):
    """Another way in the place of one: what is left empty stays, and none of it is shown."""

    value = fields.LongTextField(
        label=_("Number or address, if it is another one now"),
        max_length=300,
        rows=3,
        required=False,
    )
    field_order = ("value",)

    def __init__(self, *args: Any, point: ContactPoint, **kwargs: Any) -> None:
        asked = ("is_safe", "voicemail_ok", "call_ok", "text_ok", "safe_times")
        initial = {name: getattr(point, name) for name in asked}
        super().__init__(*args, initial=initial, **kwargs)
        self.kind = point.kind
        for name in ("who_may_answer", "code_phrase", "value"):
            self.fields[name].help_text = _("Leave it empty to keep what stands.")

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        value = answers.get("value", "")
        if value and (sentence := _refused(self.kind, value)):
            self.add_error("value", sentence)
        return answers


def _refused(kind: str, value: str) -> str:
    """What is wrong with a value of its kind, or nothing."""
    digits = sum(sign.isdigit() for sign in value)
    if value and kind in A_TELEPHONE and digits < 3:
        return gettext("Enter a telephone number, such as 01632 960 001")
    if value and kind == ContactPoint.Kind.EMAIL and not re.fullmatch(r"\S+@\S+\.\S+", value):
        return gettext("Enter an email address in the correct format, such as name@example.com")
    return ""


class EndWayForm(Form):
    """Nothing is asked: it is confirmed."""


class LookForm(Form):
    """What a second person found of a way that somebody on the other side may know."""

    decided = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
    is_safe = fields.YesNoField(
        label=_("Is it safe to use?"),
        help_text=_("Ask the person who is to be reached there, not anybody else."),
        missing=_("Select yes or no"),
    )

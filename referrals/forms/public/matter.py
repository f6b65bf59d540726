"""What happened, roughly when, and whether the police know."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.plain_words import KINDS
from ui import fields

from .asking import PublicForm

YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


class ReportedForm(PublicForm):
    heads = "reported"
    reveals = {"reported": {"yes": ("police_reference",)}}
    reported = fields.ChoiceField(
        label=_("Was it reported to the police?"),
        missing=_("Select whether it was reported, or that you are not sure"),
        help_text=_("You can ask us either way."),
        choices=(("yes", _("Yes")), ("no", _("No")), ("unsure", _("I am not sure"))),
    )
    police_reference = fields.TextField(
        label=_("Crime reference number"),
        required=False,
        max_length=40,
        width=20,
    )


class WhatForm(PublicForm):
    title = _("What happened?")
    lead = _("Say as much or as little as you want. You can leave this page empty.")
    kinds = fields.ChoicesField(
        label=_("What kind of thing was it?"),
        help_text=_("Select all that fit."),
        required=False,
        choices=[(code, kind.label) for code, kind in KINDS.items()],
    )
    account = fields.LongTextField(
        label=_("In your own words"),
        help_text=_("A few words are enough. Leave out other people's names if you can."),
        required=False,
        max_length=5000,
        rows=5,
        count=True,
    )


class WhenForm(PublicForm):
    title = _("Roughly when did it happen?")
    plain = frozenset({"when"})
    called = {"when": _("When it happened")}
    when = fields.TextField(
        label=_("Month and year, or your own words"),
        help_text=_("For example: June 2024, about 1987, or over several years."),
        required=False,
        max_length=80,
        width=20,
    )
    unknown = fields.TickField(label=_("I do not know, or would rather not say"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        when = told.get("when", "")
        years = [int(year) for year in YEAR.findall(when)]
        if self.today and any(year > self.today.year for year in years):
            self.add_error("when", str(_("That year has not come yet. Check what you wrote.")))
        elif not (when or told.get("unknown") or "when" in self.errors):
            sentence = _("Write roughly when, or tick the box if you do not know")
            self.add_error("when", str(sentence))
        return told

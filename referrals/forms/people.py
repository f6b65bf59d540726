from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Answer, ContactPoint
from referrals.actions import PersonTold, WayToReach
from referrals.stages import Side
from ui import fields
from ui.forms import Form

NAME = _("First name")
SURNAME = _("Last name")
BORN = _("Date of birth")
HOW = _("How can we reach them?")
WHERE = _("Number or address")
SAFE = _("Is it safe to reach them this way?")
VOICEMAIL = _("May we leave a voicemail?")
TIMES = _("Safe days and times")

SAFE_HINT = _("We do not use a way to reach somebody until we know that it is safe.")
TIMES_HINT = _("For example, weekdays between 10am and 2pm.")
BORN_HINT = _("For example, 27 3 1998.")
HOW_HINT = _("One way is enough. Leave it empty if you do not know any.")
TELEPHONES = (ContactPoint.Kind.MOBILE, ContactPoint.Kind.TELEPHONE)


def way_to_reach(told: dict[str, Any], side: str) -> WayToReach | None:
    kind = told[f"{side}_contact_kind"]
    if not kind:
        return None
    return WayToReach(
        kind=kind,
        value=told[f"{side}_contact_value"],
        is_safe=told[f"{side}_contact_safe"],
        voicemail_ok=told[f"{side}_voicemail_ok"],
        safe_times=told[f"{side}_safe_times"],
    )


def what_is_wrong(kind: str, value: str) -> str | Promise:
    """Why a value cannot be a way of this kind, in a sentence; empty if it can."""
    if kind == ContactPoint.Kind.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            return _("Enter an email address in the correct format, such as name@example.com")
    if kind in TELEPHONES and sum(sign.isdigit() for sign in value) < 3:
        return _("Enter a telephone number, such as 01632 960 001")
    return ""


class PersonForm(Form):
    """What the parts about either person have in common."""

    def limit_birth(self, side: str, today: date) -> None:
        self.fields[f"{side}_date_of_birth"].latest = today  # type: ignore[attr-defined]

    def check_way(self, told: dict[str, Any], side: str) -> None:
        """A kind needs a value that fits it, and a value needs a kind."""
        kind, value = told.get(f"{side}_contact_kind", ""), told.get(f"{side}_contact_value")
        if value is None:
            return
        if kind and not value:
            self.add_error(f"{side}_contact_value", _("Enter the number or address"))
        elif value and not kind:
            self.add_error(f"{side}_contact_kind", _("Select how this reaches them"))
        elif wrong := what_is_wrong(kind, value):
            self.add_error(f"{side}_contact_value", str(wrong))


class HarmedForm(PersonForm):
    harmed_first_name = fields.TextField(label=NAME, required=False, max_length=80, width=20)
    harmed_last_name = fields.TextField(label=SURNAME, required=False, max_length=80, width=20)
    harmed_organisation = fields.TextField(
        label=_("Organisation"),
        required=False,
        max_length=120,
        help_text=_("If an organisation was harmed. The name above is then who speaks for it."),
    )
    harmed_date_of_birth = fields.DayField(label=BORN, required=False, help_text=BORN_HINT)
    harmed_contact_kind = fields.SelectField(
        label=HOW, choices=ContactPoint.Kind.choices, required=False, help_text=HOW_HINT
    )
    harmed_contact_value = fields.TextField(label=WHERE, required=False, max_length=300)
    harmed_contact_safe = fields.ChoiceField(
        label=SAFE, choices=Answer.choices, initial=Answer.UNKNOWN, help_text=SAFE_HINT
    )
    harmed_voicemail_ok = fields.ChoiceField(
        label=VOICEMAIL, choices=Answer.choices, initial=Answer.UNKNOWN
    )
    harmed_safe_times = fields.TextField(
        label=TIMES, required=False, max_length=120, help_text=TIMES_HINT
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        names = [told.get(f"harmed_{part}") for part in ("first_name", "last_name", "organisation")]
        if not any(names) and None not in names:
            self.add_error(
                "harmed_first_name", _("Enter the name of who was harmed, or of the organisation")
            )
        self.check_way(told, Side.HARMED)
        return told

    def person_harmed(self) -> PersonTold:
        told = self.cleaned_data
        return PersonTold(
            side=Side.HARMED,
            first_name=told["harmed_first_name"],
            last_name=told["harmed_last_name"],
            organisation=told["harmed_organisation"],
            date_of_birth=told["harmed_date_of_birth"],
            contact=way_to_reach(told, Side.HARMED),
        )


class ResponsibleForm(PersonForm):
    responsible_identified = fields.YesNoField(
        label=_("Is it known who is responsible?"),
        missing=_("Select yes if it is known who is responsible"),
        help_text=_("If it is not known, leave the rest of this part empty."),
    )
    responsible_first_name = fields.TextField(label=NAME, required=False, max_length=80, width=20)
    responsible_last_name = fields.TextField(label=SURNAME, required=False, max_length=80, width=20)
    responsible_date_of_birth = fields.DayField(label=BORN, required=False, help_text=BORN_HINT)
    responsible_accepts = fields.ChoiceField(
        label=_("Do they accept responsibility?"), choices=Answer.choices, initial=Answer.UNKNOWN
    )
    responsible_contact_kind = fields.SelectField(
        label=HOW, choices=ContactPoint.Kind.choices, required=False, help_text=HOW_HINT
    )
    responsible_contact_value = fields.TextField(label=WHERE, required=False, max_length=300)
    responsible_contact_safe = fields.ChoiceField(
        label=SAFE, choices=Answer.choices, initial=Answer.UNKNOWN, help_text=SAFE_HINT
    )
    responsible_voicemail_ok = fields.ChoiceField(
        label=VOICEMAIL, choices=Answer.choices, initial=Answer.UNKNOWN
    )
    responsible_safe_times = fields.TextField(
        label=TIMES, required=False, max_length=120, help_text=TIMES_HINT
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        names = [told.get(f"responsible_{part}") for part in ("first_name", "last_name")]
        identified = told.get("responsible_identified")
        if identified and not any(names) and None not in names:
            self.add_error("responsible_first_name", _("Enter the name of who is responsible"))
        if identified is False and (any(names) or told.get("responsible_contact_value")):
            self.add_error(
                "responsible_identified",
                _("Select yes, or remove the name and contact details given below"),
            )
        self.check_way(told, Side.RESPONSIBLE)
        return told

    def person_responsible(self) -> PersonTold | None:
        """The person, or none where nobody has been identified."""
        told = self.cleaned_data
        if not told["responsible_identified"]:
            return None
        return PersonTold(
            side=Side.RESPONSIBLE,
            first_name=told["responsible_first_name"],
            last_name=told["responsible_last_name"],
            date_of_birth=told["responsible_date_of_birth"],
            accepts_responsibility=told["responsible_accepts"],
            contact=way_to_reach(told, Side.RESPONSIBLE),
        )

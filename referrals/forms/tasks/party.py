"""The pages about one person, or one organisation, of a referral that is being written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Answer, ContactPoint
from referrals.actions import WayToReach
from referrals.stages import Custody, Part
from ui import fields

from .pages import Asked, TaskForm

OLDEST = 120
LANGUAGES = (("en", _("English")), ("cy", _("Welsh")), ("other", _("Another language")))
CONTACT = (
    ("yes", _("Yes, in the ways that are safe")),
    ("no", _("No, it is not safe: they will contact you")),
)
NOT_BOTH = _("You said that it is not safe to contact them. Select “No” here, or change that")
NAME = _("First name")
SURNAME = _("Last name")


def years_ago(today: date, years: int) -> date:
    """The same day that many years before; of 29 February the first of March."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


class NamedForm(TaskForm):
    first_name = fields.TextField(label=NAME, required=False, max_length=80, width=20)
    last_name = fields.TextField(label=SURNAME, required=False, max_length=80, width=20)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("first_name") == told.get("last_name") == "":
            self.add_error("first_name", _("Enter a name. The one that they go by is enough"))
        return told


class AboutForm(NamedForm):
    past = ("date_of_birth",)

    date_of_birth = fields.DayField(
        label=_("Date of birth"), required=False, help_text=_("For example, 27 3 1998.")
    )
    age = fields.WholeNumberField(
        label=_("Age, if the date of birth is not known"),
        required=False,
        max_value=OLDEST,
        width=3,
    )
    lives_in_area = fields.ChoiceField(
        label=_("Do they live in this area?"),
        choices=Answer.choices,
        missing=_("Select whether they live in this area"),
    )
    language = fields.ChoiceField(
        label=_("Which language do they prefer?"), choices=LANGUAGES, initial="en"
    )
    other_language = fields.TextField(
        label=_("Which other language?"), required=False, max_length=60, width=20
    )
    needs = fields.TextField(
        label=_("What helps them to take part?"),
        required=False,
        max_length=500,
        help_text=_("An interpreter, sign language, easy words, a place without steps."),
    )

    def __init__(self, data: QueryDict | None = None, *, asked: Asked, **kwargs: Any) -> None:
        super().__init__(data, asked=asked, **kwargs)
        born: Any = self.fields["date_of_birth"]
        born.earliest = years_ago(asked.today, OLDEST)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("other_language") and told.get("language") in {"en", "cy"}:
            self.add_error("other_language", _("Remove it, or select another language above"))
        return told


class OrganisationForm(TaskForm):
    organisation = fields.TextField(
        label=_("Name of the organisation"),
        missing=_("Enter the name of the organisation"),
        max_length=120,
    )
    first_name = fields.TextField(
        label=_("First name of the person who speaks for it"),
        required=False,
        max_length=80,
        width=20,
    )
    last_name = fields.TextField(
        label=_("Last name of the person who speaks for it"),
        required=False,
        max_length=80,
        width=20,
    )
    lives_in_area = fields.ChoiceField(
        label=_("Is the place that was harmed in this area?"),
        choices=Answer.choices,
        missing=_("Select whether the place is in this area"),
    )

    def __init__(self, data: QueryDict | None = None, *, asked: Asked, **kwargs: Any) -> None:
        super().__init__(data, asked=asked, **kwargs)
        if asked.mediation:
            self["lives_in_area"].label = _("Is its place in this area?")


class RelativeForm(NamedForm):
    part = fields.ChoiceField(
        label=_("Who are they?"),
        choices=[(one.value, one.label) for one in (Part.GUARDIAN, Part.FAMILY, Part.SUPPORTER)],
        missing=_("Select who they are"),
    )
    of_whom = fields.TextField(
        label=_("Of whom?"),
        missing=_("Enter whose family or supporter they are"),
        max_length=160,
        width=20,
    )


class StandingForm(TaskForm):
    accepts = fields.ChoiceField(
        label=_("Do they accept responsibility?"),
        choices=Answer.choices,
        missing=_("Select whether they accept responsibility"),
    )
    custody = fields.ChoiceField(
        label=_("Where are they now?"),
        choices=Custody.choices,
        missing=_("Select where they are now, or “Not known”"),
    )
    establishment = fields.TextField(
        label=_("Prison or probation office"), required=False, max_length=120
    )
    release_on = fields.DayField(
        label=_("Expected day of release"),
        required=False,
        help_text=_("For example, 27 3 2027. Leave it empty if it is not known."),
    )


class ReachForm(TaskForm):
    contact = fields.ChoiceField(
        label=_("May we contact them?"),
        choices=CONTACT,
        missing=_("Select whether we may contact them"),
    )
    telephone = fields.PhoneField(label=_("Telephone"), required=False)
    call_safe = fields.ChoiceField(
        label=_("Is it safe to call?"), choices=Answer.choices, initial=Answer.UNKNOWN
    )
    text_ok = fields.ChoiceField(
        label=_("Is it safe to send a text message?"),
        choices=Answer.choices,
        initial=Answer.UNKNOWN,
    )
    voicemail_ok = fields.ChoiceField(
        label=_("May we leave a voicemail?"), choices=Answer.choices, initial=Answer.UNKNOWN
    )
    who_may_answer = fields.TextField(
        label=_("Who else may answer?"),
        required=False,
        max_length=120,
        help_text=_("For example, “her mother knows”, or “nobody else in the house”."),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        safe = [name for name in ("call_safe", "text_ok") if told.get(name) == Answer.YES]
        if told.get("contact") == "no" and safe:
            self.add_error(safe[0], NOT_BOTH)
        return told


class WriteForm(TaskForm):
    email = fields.EmailField(label=_("Email"), required=False)
    email_safe = fields.ChoiceField(
        label=_("Is it safe to send an email?"), choices=Answer.choices, initial=Answer.UNKNOWN
    )
    address = fields.LongTextField(
        label=_("Postal address"), required=False, max_length=300, rows=3
    )
    post_safe = fields.ChoiceField(
        label=_("Is it safe to send a letter?"), choices=Answer.choices, initial=Answer.UNKNOWN
    )
    safe_times = fields.TextField(
        label=_("Safe days and times"),
        required=False,
        max_length=120,
        help_text=_("For example, weekdays between 10am and 2pm."),
    )
    code_phrase = fields.TextField(
        label=_("A word by which they know that it is us"), required=False, max_length=80, width=20
    )


def _spoken(call: dict[str, Any]) -> dict[str, str]:
    """A number may be used where a call or a text is safe; nobody calls where only a text is."""
    may_call, may_text = call["call_safe"], call["text_ok"]
    is_safe = Answer.NO if may_call == may_text == Answer.NO else Answer.UNKNOWN
    if Answer.YES in {may_call, may_text}:
        is_safe = Answer.YES
        may_call = Answer.YES if may_call == Answer.YES else Answer.NO
    told = {"is_safe": is_safe, "call_ok": may_call, "text_ok": may_text}
    return {**told, "voicemail_ok": call["voicemail_ok"]}


def ways_to_reach(call: dict[str, Any], write: dict[str, Any]) -> list[WayToReach]:
    """Each way that was given, with what makes it safe."""
    Kind = ContactPoint.Kind  # noqa: N806
    care = {
        "safe_times": write["safe_times"],
        "who_may_answer": call["who_may_answer"],
        "code_phrase": write["code_phrase"],
    }
    digits = "".join(sign for sign in call["telephone"] if sign.isdigit())
    telephone = Kind.MOBILE if digits.startswith(("07", "447", "4407")) else Kind.TELEPHONE
    found = (
        WayToReach(telephone, call["telephone"], **_spoken(call), **care),
        WayToReach(Kind.EMAIL, write["email"], is_safe=write["email_safe"], **care),
        WayToReach(Kind.ADDRESS, write["address"], is_safe=write["post_safe"], **care),
    )
    return [way for way in found if way.value]

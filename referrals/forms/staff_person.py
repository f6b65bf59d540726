"""The questions about one person on the page that staff fill in, and what the answers come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Answer, ContactPoint
from referrals.actions import PersonTold, WayToReach
from referrals.sides import MEDIATION
from referrals.stages import Custody, Part, Side
from ui import fields

from .tasks.party import LANGUAGES

Kind = ContactPoint.Kind
MOBILE_STARTS = ("07", "+447", "00447")
OLDEST = 120
"""Years; nobody who refers or is referred is older."""


class Way(models.TextChoices):
    """What somebody may be reached by, as they say it on the telephone."""

    CALL = "call", gettext_lazy("A call")
    TEXT = "text", gettext_lazy("A text message")
    EMAIL = "email", gettext_lazy("An email")
    POST = "post", gettext_lazy("A letter")


NEEDS: Mapping[str, str] = {
    Way.CALL: "telephone",
    Way.TEXT: "telephone",
    Way.EMAIL: "email",
    Way.POST: "address",
}
"""The answer that each way cannot do without."""

NAMES = ("first_name", "last_name")
REACHING = (
    "contacts_us",
    "telephone",
    "email",
    "address",
    "safe_ways",
    "voicemail_ok",
    "safe_times",
    "who_may_answer",
    "code_phrase",
)
ABOUT = {
    Side.HARMED: (
        "organisation",
        "date_of_birth",
        "age_told",
        "lives_in_area",
        "language",
        "needs",
    ),
    Side.RESPONSIBLE: (
        "accepts",
        "date_of_birth",
        "age_told",
        "lives_in_area",
        "custody",
        "establishment",
        "release_on",
        "language",
        "needs",
    ),
    **dict.fromkeys(
        MEDIATION,
        ("organisation", "date_of_birth", "age_told", "lives_in_area", "language", "needs"),
    ),
}
SPEAKING = ("other_first_name", "other_last_name", "other_part", "other_telephone")


def answer(label: Any, **kwargs: Any) -> fields.ChoiceField:
    """Yes, no or not known, where not known is what stands until somebody says."""
    return fields.ChoiceField(
        label=label, choices=Answer.choices, initial=Answer.UNKNOWN, required=False, **kwargs
    )


def text(label: Any, *, length: int = 120, hint: Any = "") -> fields.TextField:
    return fields.TextField(label=label, required=False, max_length=length, help_text=hint)


def _reaching() -> dict[str, forms.Field]:
    return {
        "contacts_us": fields.TickField(
            label=_("It is not safe to contact them: they contact us"), required=False
        ),
        "telephone": fields.PhoneField(label=_("Telephone"), required=False),
        "email": fields.EmailField(label=_("Email"), required=False),
        "address": text(_("Postal address"), length=300),
        "safe_ways": fields.ChoicesField(
            label=_("Which of these is safe?"),
            choices=Way.choices,
            required=False,
            help_text=_("We use none of them until somebody says that it is safe."),
        ),
        "voicemail_ok": answer(_("May we leave a voicemail?")),
        "safe_times": text(
            _("Safe days and times"), length=80, hint=_("For example, weekdays from 10am to 2pm.")
        ),
        "who_may_answer": text(_("Who else may answer?")),
        "code_phrase": text(
            _("A phrase by which they know us"), hint=_("Something that only they and we know.")
        ),
    }


def _about(side: Side) -> dict[str, forms.Field]:
    every: dict[str, forms.Field] = {
        "organisation": text(
            _("Organisation, if it is one")
            if side in MEDIATION
            else _("Organisation, if one was harmed")
        ),
        "accepts": answer(_("Do they accept responsibility?")),
        "date_of_birth": fields.DayField(label=_("Date of birth"), required=False),
        "age_told": fields.WholeNumberField(
            label=_("Age, if the date of birth is not known"),
            required=False,
            max_value=OLDEST,
            width=3,
        ),
        "lives_in_area": answer(_("Do they live in our area?")),
        "custody": fields.ChoiceField(
            label=_("Where are they now?"),
            choices=Custody.choices,
            initial=Custody.NOT_KNOWN,
            required=False,
        ),
        "establishment": text(_("Prison or probation office")),
        "release_on": fields.DayField(label=_("Date of release"), required=False),
        "language": fields.SelectField(
            label=_("Which language do they prefer?"),
            choices=LANGUAGES,
            required=False,
            help_text=_("If it is another language, say which below."),
        ),
        "needs": text(
            _("What helps them to take part"),
            length=300,
            hint=_("For example, Welsh, an interpreter, or a place without stairs."),
        ),
    }
    return {name: every[name] for name in ABOUT[side]}


def _speaking() -> dict[str, forms.Field]:
    parts = [(one.value, one.label) for one in Part if one is not Part.PARTY]
    return {
        "other_first_name": text(_("First name of somebody with them"), length=80),
        "other_last_name": text(_("Last name of somebody with them"), length=80),
        "other_part": fields.SelectField(
            label=_("Who they are to them"), choices=parts, required=False
        ),
        "other_telephone": fields.PhoneField(label=_("Their telephone"), required=False),
    }


def questions(side: Side) -> dict[str, forms.Field]:
    """Everything that is asked about the person on a side, by the name of its field."""
    named: dict[str, forms.Field] = {
        "first_name": text(_("First name"), length=80),
        "last_name": text(_("Last name"), length=80),
    }
    every = {**named, **_reaching(), **_about(side), **_speaking()}
    return {f"{side.value}_{name}": one for name, one in every.items()}


def of_side(answers: Mapping[str, Any], side: Side) -> dict[str, Any]:
    """The answers about a side under their short names; one that failed is missing."""
    start = f"{side.value}_"
    return {name[len(start) :]: value for name, value in answers.items() if name.startswith(start)}


def is_named(told: Mapping[str, Any]) -> bool:
    return any(told.get(name) for name in (*NAMES, "organisation"))


def problems(told: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the answers about one side: a sentence by the short name of the field."""
    found: dict[str, str] = {}
    safe = told.get("safe_ways") or []
    for way in safe:
        needed = NEEDS[way]
        if told.get(needed) == "":
            found[needed] = _("Enter it, as you say that it is safe")
    if told.get("contacts_us") and safe:
        found["contacts_us"] = _("Remove this tick, or say that no way is safe")
    given = [told.get(name) for name in ("telephone", "email", "address")]
    if any(given) and not is_named(told) and "first_name" in told:
        found["first_name"] = _("Enter a name for whoever is reached this way")
    other = told.get("other_first_name") or told.get("other_last_name")
    if other and told.get("other_part") == "":
        found["other_part"] = _("Select who they are to them")
    if told.get("other_telephone") and not other and "other_first_name" in told:
        found["other_first_name"] = _("Enter a name for whoever is reached this way")
    if other and not is_named(told) and "first_name" in told:
        found["first_name"] = _("Enter the name of the person whom they are with")
    return found


def _telephone(told: Mapping[str, Any]) -> WayToReach:
    number, safe = told["telephone"], set(told["safe_ways"])
    mobile = number.replace(" ", "").startswith(MOBILE_STARTS)
    may_text = Answer.YES if Way.TEXT in safe else Answer.NO if safe else Answer.UNKNOWN
    may_call = Answer.YES if Way.CALL in safe else Answer.NO if safe else Answer.UNKNOWN
    return WayToReach(
        kind=Kind.MOBILE if mobile else Kind.TELEPHONE,
        value=number,
        is_safe=_safe(told, Way.CALL, Way.TEXT),
        voicemail_ok=told["voicemail_ok"] or Answer.UNKNOWN,
        safe_times=told["safe_times"],
        call_ok=may_call,
        text_ok=may_text,
        who_may_answer=told["who_may_answer"],
        code_phrase=told["code_phrase"],
    )


def _safe(told: Mapping[str, Any], *ways: Way) -> str:
    if told["contacts_us"]:
        return Answer.NO
    return Answer.YES if {*ways} & {*told["safe_ways"]} else Answer.UNKNOWN


def ways_of(told: Mapping[str, Any]) -> list[WayToReach]:
    """Each way that was given, with what was said of its safety."""
    ways = [_telephone(told)] if told["telephone"] else []
    for name, kind, way in (
        ("email", Kind.EMAIL, Way.EMAIL),
        ("address", Kind.ADDRESS, Way.POST),
    ):
        if told[name]:
            ways.append(WayToReach(kind=kind, value=told[name], is_safe=_safe(told, way)))
    return ways


def people_of(told: Mapping[str, Any], side: Side) -> list[PersonTold]:
    """The person on a side, and whoever is with them; none where nobody is named."""
    if not is_named(told):
        return []
    person = PersonTold(
        side=side,
        first_name=told["first_name"],
        last_name=told["last_name"],
        organisation=told.get("organisation", ""),
        date_of_birth=told["date_of_birth"],
        age_told=told["age_told"],
        accepts_responsibility=told.get("accepts") or Answer.UNKNOWN,
        more_ways=ways_of(told),
        contacts_us=told["contacts_us"],
        lives_in_area=told["lives_in_area"] or Answer.UNKNOWN,
        custody=told.get("custody") or Custody.NOT_KNOWN,
        establishment=told.get("establishment", ""),
        release_on=told.get("release_on"),
        language=told["language"] or "en",
        needs=told["needs"],
    )
    return [person, *_with_them(told, side)]


def _with_them(told: Mapping[str, Any], side: Side) -> list[PersonTold]:
    if not (told["other_first_name"] or told["other_last_name"]):
        return []
    number = told["other_telephone"]
    way = WayToReach(Kind.TELEPHONE, number) if number else None
    return [
        PersonTold(
            side=side,
            part=told["other_part"],
            first_name=told["other_first_name"],
            last_name=told["other_last_name"],
            contact=way,
        )
    ]

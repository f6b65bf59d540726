"""Where: a postcode, a district or a police force, which finds the service."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.places.find import Found, Unclear, of_district, of_force, of_postcode
from areas.places.postcodes import NotAPlace, parse
from areas.places.register import districts, forces
from referrals.actions.told_by_public import Answers
from ui import fields

from .asking import PublicForm

NONE_OF_THEM = "none"


def district_choices() -> list[tuple[str, str]]:
    return sorted(
        ((one.code, one.name) for one in districts().values()), key=lambda choice: choice[1]
    )


def force_choices() -> list[tuple[str, str]]:
    return sorted(
        ((one.slug, one.police_force) for one in forces().values()), key=lambda choice: choice[1]
    )


class WhereForm(PublicForm):
    title = _("Which area is it?")
    lead = _(
        "Each part of England and Wales has its own service. We ask so that your answers go to "
        "the right one."
    )
    reveals = {"by": {"postcode": ("postcode",)}}
    plain = frozenset({"postcode"})
    called = {"by": _("Which area")}
    needed = {"postcode": _("Enter a postcode, such as ME14 1XX")}
    by = fields.ChoiceField(
        label=_("How do you want to say where?"),
        missing=_("Select how you want to say where"),
        choices=(
            ("postcode", _("By a postcode")),
            ("district", _("By a district, borough or city")),
            ("force", _("By the police force")),
        ),
        hints={"force": _("The police force of the place, even if they do not know of it.")},
    )
    postcode = fields.TextField(
        label=_("Postcode"),
        help_text=_(
            "Where you live, or where it happened. We do not need the rest of the address."
        ),
        required=False,
        max_length=40,
        width=10,
    )
    what = fields.ChoiceField(
        label=_("What is that place?"),
        missing=_("Select what that place is"),
        choices=(
            ("home", _("Where I live")),
            ("happened", _("Where it happened")),
            ("both", _("Both")),
            ("quiet", _("I would rather not say")),
        ),
    )

    def adapt(self) -> None:
        if self.is_for_somebody_else:
            what: Any = self.fields["what"]
            what.choices = [("home", _("Where they live")), *what.choices[1:]]
            self.ask(
                "postcode",
                _("Postcode"),
                _("Where they live, or where it happened. We do not need the rest of the address."),
            )

    def clean_postcode(self) -> str:
        text: str = self.cleaned_data["postcode"]
        if not text or self.cleaned_data.get("by") != "postcode":
            return text
        try:
            of_postcode(text)
        except NotAPlace as sentence:
            raise ValidationError(str(sentence)) from None
        return str(parse(text))


class DistrictForm(PublicForm):
    title = _("Which district, borough or city is it?")
    district = fields.SelectField(
        label=_("District, borough or city"),
        choices=district_choices,
        missing=_("Select a district, borough or city from the list"),
        help_text=_("The council's area. If you are not sure, go back and choose a police force."),
    )


class WhichDistrictForm(PublicForm):
    heads = "district"
    district = fields.ChoiceField(
        label=_("Which of these is it in?"),
        missing=_("Select where it is, or that you do not know"),
        help_text=_("The postcode lies on a border between police forces."),
    )

    def adapt(self) -> None:
        place = of_postcode(self.answers["where"]["postcode"])
        near = place.districts if isinstance(place, Unclear) else ()
        field: Any = self.fields["district"]
        field.choices = [
            *((one.code, f"{one.name} ({one.force.police_force})") for one in near),
            (NONE_OF_THEM, gettext("None of these, or I do not know")),
        ]


class ForceForm(PublicForm):
    title = _("Which police force is it?")
    force = fields.SelectField(
        label=_("Police force"),
        choices=force_choices,
        missing=_("Select a police force from the list"),
        help_text=_("The force of the place. They are not told that you asked us."),
    )


def is_unclear(answers: Answers) -> bool:
    """Whether a postcode was given that lies on a border."""
    where = answers.get("where", {})
    return where.get("by") == "postcode" and isinstance(of_postcode(where["postcode"]), Unclear)


def needs_force(answers: Answers) -> bool:
    which = answers.get("which-district", {})
    undecided = is_unclear(answers) and which.get("district") == NONE_OF_THEM
    return undecided or answers.get("where", {}).get("by") == "force"


def place_of(answers: Answers) -> Found | None:
    """The police area that follows from the answers so far."""
    if needs_force(answers):
        return of_force(answers.get("force", {}).get("force", ""))
    where = answers.get("where", {})
    if where.get("by") == "district":
        return of_district(answers.get("district", {}).get("district", ""))
    if where.get("by") != "postcode":
        return None
    if is_unclear(answers):
        return of_district(answers.get("which-district", {}).get("district", ""))
    place = of_postcode(where["postcode"])
    return place if isinstance(place, Found) else None

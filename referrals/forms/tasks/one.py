"""Somebody of the draft: the forms about them, and what is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from drafts.views import as_data
from referrals.actions import PersonTold
from referrals.queries.drafted import Drafted, Page
from referrals.sides import PARTY_FOR
from referrals.stages import Part, Side

from .pages import Asked, TaskForm
from .party import (
    AboutForm,
    OrganisationForm,
    ReachForm,
    RelativeForm,
    StandingForm,
    WriteForm,
    ways_to_reach,
    years_ago,
)

PERSON, ORGANISATION, RELATIVE = "person", "organisation", "relative"
KINDS = {
    Side.HARMED.value: (PERSON, ORGANISATION, RELATIVE),
    Side.RESPONSIBLE.value: (PERSON, RELATIVE),
}
OF_A_PARTY = (PERSON, ORGANISATION, RELATIVE)
ADULT = 18
ABOUT: dict[str, type[TaskForm]] = {
    PERSON: AboutForm,
    ORGANISATION: OrganisationForm,
    RELATIVE: RelativeForm,
}
OTHERS: dict[str, type[TaskForm]] = {
    "standing": StandingForm,
    "reach": ReachForm,
    "write": WriteForm,
}


def kinds_on(side: str, *, mediation: bool) -> tuple[str, ...]:
    """Who can be named on a side of a draft: a party may be an organisation on either."""
    return OF_A_PARTY if mediation and side in KINDS else KINDS.get(side, ())


def pages_about(side: str, kind: str, *, mediation: bool) -> dict[str, type[TaskForm]]:
    """The pages about somebody, in their order."""
    standing = (side, kind) == (Side.RESPONSIBLE, PERSON) and not mediation
    return {
        "about": ABOUT[kind],
        **{name: form for name, form in OTHERS.items() if standing or name != "standing"},
    }


def form_data(page: Page) -> QueryDict | None:
    """What was answered on a page, as its form takes it; none if it was never sent."""
    return None if page.answers is None else as_data(page.answers)


@dataclass(frozen=True)
class Party:
    """Somebody of the draft with the forms about them."""

    drafted: Drafted
    asked: Asked

    @property
    def side(self) -> str:
        """On which side of the referral they stand."""
        side = self.drafted.side
        return PARTY_FOR[side] if self.asked.mediation else side

    @cached_property
    def pages(self) -> dict[str, type[TaskForm]]:
        asked = self.asked.mediation
        return pages_about(self.drafted.side, self.drafted.kind, mediation=asked)

    @cached_property
    def forms(self) -> dict[str, TaskForm]:
        return {
            name: form(form_data(self.drafted.page(name)), asked=self.asked)
            for name, form in self.pages.items()
        }

    @cached_property
    def finished(self) -> set[str]:
        """The pages that were finished and still hold."""
        return {
            name
            for name, form in self.forms.items()
            if self.drafted.page(name).done and form.is_valid()
        }

    @property
    def fits(self) -> bool:
        """Whether one like them can stand on this side: not an organisation that was a party, once
        its writer says that somebody was harmed.
        """
        kinds = kinds_on(self.drafted.side, mediation=self.asked.mediation)
        return self.drafted.kind in kinds

    @property
    def is_done(self) -> bool:
        return self.fits and self.finished == set(self.forms)

    @property
    def name(self) -> str:
        """As the draft's writer knows them; empty until a name was typed."""
        answers = self.drafted.page("about").answers or {}
        parts = [(answers.get(key) or [""])[0] for key in ("first_name", "last_name")]
        named = " ".join(part for part in parts if part)
        return (answers.get("organisation") or [""])[0] or named

    @property
    def is_child(self) -> bool:
        about = self.forms["about"]
        if self.drafted.kind != PERSON or not about.is_valid():
            return False
        born, age = about.cleaned_data["date_of_birth"], about.cleaned_data["age"]
        if born:
            grown: bool = born <= years_ago(self.asked.today, ADULT)
            return not grown
        return age is not None and age < ADULT

    def told(self) -> list[PersonTold]:
        """Whom `submit_referral` is told of; with an organisation, who speaks for it."""
        told = {name: form.cleaned_data for name, form in self.forms.items()}
        ways = ways_to_reach(told["reach"], told["write"])
        shared: dict[str, Any] = {
            "side": self.side,
            "more_ways": ways,
            "contacts_us": told["reach"]["contact"] == "no",
        }
        return _PARTS[self.drafted.kind](told["about"], told.get("standing", {}), shared)


def _person(
    about: dict[str, Any], standing: dict[str, Any], shared: dict[str, Any]
) -> list[PersonTold]:
    known = ("first_name", "last_name", "date_of_birth", "lives_in_area", "language")
    where = {key: standing[key] for key in ("custody", "establishment", "release_on") if standing}
    accepts = {"accepts_responsibility": standing["accepts"]} if standing else {}
    age = None if about["date_of_birth"] else about["age"]
    told = {**{key: about[key] for key in known}, **where, **accepts, **shared}
    return [PersonTold(age_told=age, needs=_needs(about), **told)]


def _needs(about: dict[str, Any]) -> str:
    """What helps them, with the language where it is neither English nor Welsh."""
    language = about["other_language"]
    said = [_("Language: %(language)s") % {"language": language} if language else ""]
    return "\n".join(line for line in (*said, about["needs"]) if line)


def _organisation(
    about: dict[str, Any], standing: dict[str, Any], shared: dict[str, Any]
) -> list[PersonTold]:
    name, lives = about["organisation"], about["lives_in_area"]
    names = {key: about[key] for key in ("first_name", "last_name")}
    if not any(names.values()):
        return [PersonTold(organisation=name, lives_in_area=lives, **shared)]
    return [
        PersonTold(side=shared["side"], organisation=name, lives_in_area=lives),
        PersonTold(part=Part.REPRESENTATIVE, **names, **shared),
    ]


def _relative(
    about: dict[str, Any], standing: dict[str, Any], shared: dict[str, Any]
) -> list[PersonTold]:
    of_whom = _("Belongs to %(name)s.") % {"name": about["of_whom"]}
    names = {key: about[key] for key in ("first_name", "last_name", "part")}
    return [PersonTold(needs=of_whom, **names, **shared)]


_PARTS = {PERSON: _person, ORGANISATION: _organisation, RELATIVE: _relative}

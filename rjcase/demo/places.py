"""The three demonstration services: what each is like, and how its front door is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from areas.models import Area, AreaSettings
from areas.tenancy import set_context
from referrals.models import EligibilitySettings
from referrals.models.eligibility import Link, Rule
from referrals.stages import JusticeStage, Offence

from .profiles import POST_SENTENCE, PROACTIVE_HUB, REFERRAL_LED, Profile


@dataclass(frozen=True, slots=True)
class Place:
    """One service. `referrals` are the ordinary ones of a year; `welsh` is a share of the names."""

    slug: str
    profile: Profile
    referrals: int
    telephone: str
    hours: str
    welsh: float = 0.03
    settings: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)


PLACES = (
    Place(
        "metropolitan",
        REFERRAL_LED,
        300,
        "01632 960101",
        "Monday to Friday, 9am to 5pm",
        rules={
            "rules": list(Rule),
            "links": list(Link),
            "stages": list(JusticeStage),
            "responsible_from_age": 10,
        },
    ),
    Place(
        "gwent",
        PROACTIVE_HUB,
        300,
        "01632 960202",
        "Dydd Llun i ddydd Gwener, 9am to 4:30pm",
        welsh=0.5,
        settings={"triage_days": 1, "first_contact_days": 3, "words": AreaSettings.Words.VICTIM},
        rules={
            "rules": [one for one in Rule if one is not Rule.AGREEMENT],
            "links": [Link.HARMED_HERE],
            "stages": [one for one in JusticeStage if one is not JusticeStage.UNREPORTED],
            "on_request": [Offence.RAPE, Offence.SEXUAL_ASSAULT],
        },
    ),
    Place(
        "cumbria",
        POST_SENTENCE,
        150,
        "01632 960303",
        "Monday to Thursday, 10am to 4pm",
        settings={
            "triage_days": 5,
            "first_contact_days": 10,
            "words": AreaSettings.Words.HARMER,
            "risk_review_weeks": 8,
            "risk_review_weeks_high": 4,
        },
        rules={
            "rules": list(Rule),
            "links": [Link.OFFENCE_HERE, Link.HARMED_HERE],
            "stages": [
                JusticeStage.COMMUNITY,
                JusticeStage.SUSPENDED,
                JusticeStage.CUSTODY,
                JusticeStage.LICENCE,
                JusticeStage.POST,
            ],
            "responsible_from_age": 18,
            "excluded": [Offence.NEIGHBOUR, Offence.ANTISOCIAL],
        },
    ),
)


def furnish(area: Area, place: Place) -> None:
    """How the public reaches the service, and the settings and rules that it chose."""
    area.telephone, area.hours = place.telephone, place.hours
    area.email = f"{place.slug}@example.org"
    area.save(update_fields=["telephone", "email", "hours"])
    set_context(area_id=area.pk, user_id=None)
    if place.settings:
        AreaSettings.objects.filter(area=area).update(**place.settings)
    if place.rules:
        EligibilitySettings.objects.create(area=area, **place.rules)

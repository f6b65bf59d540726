"""Where a member can go: pages by URL name, shown only to those who may open them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .actor import Actor
from .roles import Perm

PLACES: tuple[tuple[str | Promise, str, Perm], ...] = (
    (_("Referrals"), "referrals:inbox", Perm.REFERRAL_VIEW),
    (_("My referrals"), "referrals:own", Perm.REFERRAL_VIEW_OWN),
    (_("Shared with us"), "cases:shared", Perm.REFERRAL_VIEW_OWN),
    (_("My day"), "cases:my_day", Perm.CASE_WORK),
    (_("Cases"), "cases:list", Perm.CASE_VIEW),
    (_("Caseload"), "cases:caseload", Perm.CASE_ALLOCATE),
    (_("Find"), "cases:find", Perm.CASE_VIEW),
    (_("Programmes"), "cases:programmes", Perm.CASE_VIEW),
    (_("Risk"), "risk:waiting", Perm.RISK_SIGN_OFF),
    (_("Concerns"), "cases:concerns", Perm.RISK_SIGN_OFF),
    (_("Figures"), "reporting:service", Perm.FIGURES_VIEW),
    (_("Published reports"), "reporting:published", Perm.REPORT_READ),
    (_("Settings"), "areas:settings", Perm.AREA_CONFIGURE),
)


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    url: str
    active: bool


def navigation(actor: Actor, path: str) -> list[Place]:
    """The places that the actor may open; the one that is nearest to the present page is marked."""
    urls = [
        (str(label), reverse(name, args=[actor.area.slug]))
        for label, name, perm in PLACES
        if actor.may(perm)
    ]
    nearest = max((url for _, url in urls if path.startswith(url)), key=len, default="")
    return [Place(label, url, url == nearest) for label, url in urls]

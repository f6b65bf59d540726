"""Where a member can go: pages by URL name, shown only to those who may open them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .actor import Actor
from .roles import Perm

PLACES: tuple[tuple[str | Promise, str, Perm], ...] = (
    (_("Home"), "areas:home", Perm.AREA_ENTER),
    (_("Referrals"), "referrals:inbox", Perm.REFERRAL_VIEW),
    (_("My referrals"), "referrals:own", Perm.REFERRAL_VIEW_OWN),
    (_("Cases"), "cases:list", Perm.CASE_VIEW),
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
    """The places that the actor may open, the present one marked."""
    home = reverse("areas:home", args=[actor.area.slug])
    places = []
    for label, name, perm in PLACES:
        if actor.may(perm):
            url = reverse(name, args=[actor.area.slug])
            places.append(Place(str(label), url, path == url if url == home else path.startswith(url)))
    return places

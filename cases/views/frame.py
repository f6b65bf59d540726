"""What stands at the top of every page of a case: the bar that names it, and its menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from cases.models import Case
from rjcase import clock

MENU: tuple[tuple[str | Promise, str], ...] = (
    (_("Overview"), "cases:detail"),
    (_("People"), "cases:people"),
    (_("Contacts"), "cases:contacts"),
    (_("Sessions"), "cases:sessions"),
    (_("Risk"), "risk:list"),
    (_("Letters and meetings"), "cases:activities"),
    (_("Notes and documents"), "cases:record"),
    (_("History"), "cases:history"),
)


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    url: str
    active: bool


def case_url(actor: Actor, case: Case, name: str, *args: object) -> str:
    """The address of a page of the case."""
    return reverse(name, args=[actor.area.slug, case.reference, *args])


def frame(actor: Actor, case: Case, here: str = "") -> dict[str, Any]:
    """The context that `cases/_frame.html` reads; `here` is the URL name that the menu marks."""
    menu = [MenuItem(str(label), case_url(actor, case, name), name == here) for label, name in MENU]
    return {
        "case": case,
        "menu": menu,
        "on_hold": bool(case.hold_until and case.hold_until >= clock.today()),
        "overview_url": case_url(actor, case, "cases:detail"),
    }

"""Parcels between areas, as either side may read them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from areas.context import words_of
from referrals.models import Parcel, Referral
from referrals.sides import is_mediation, kind_label
from referrals.stages import JusticeStage, Offence, Part
from ui.dates import day, moment
from ui.words import say

from .inbox import flags_in_words

AGES: dict[str, str | Promise] = {
    "under_18": gettext_lazy("under 18"),
    "18_24": gettext_lazy("18 to 24"),
    "25_34": gettext_lazy("25 to 34"),
    "35_49": gettext_lazy("35 to 49"),
    "50_64": gettext_lazy("50 to 64"),
    "65_over": gettext_lazy("65 or over"),
    "unknown": gettext_lazy("age not known"),
}
BECAME: dict[str, str | Promise] = {
    Parcel.State.OFFERED: gettext_lazy("%(to)s has not answered yet."),
    Parcel.State.ACCEPTED: gettext_lazy("%(to)s accepted this transfer on %(when)s (%(who)s)."),
    Parcel.State.REFUSED: gettext_lazy("%(to)s sent this transfer back on %(when)s (%(who)s)."),
    Parcel.State.TAKEN_BACK: gettext_lazy(
        "%(from)s took this transfer back on %(when)s (%(who)s)."
    ),
}


@dataclass(frozen=True, slots=True)
class Both:
    """What lies at the border: sent to the area, and sent by it."""

    coming: list[Parcel]
    going: list[Parcel]


def what_became(parcel: Parcel) -> str:
    """Who answered a parcel and when, in a sentence."""
    return str(BECAME[parcel.state]) % {
        "to": parcel.to_area.name,
        "from": parcel.from_area.name,
        "when": moment(parcel.answered_at) if parcel.answered_at else "",
        "who": parcel.answered_by.name if parcel.answered_by else "",
    }


def parcels_of(actor: Actor) -> QuerySet[Parcel]:
    """The parcels that the actor's area sent or was sent, without what is in them."""
    rows = Parcel.objects.visible_to(actor).defer("contents")
    return rows.select_related("from_area", "to_area", "sent_by", "answered_by")


def both_ways(actor: Actor, *, latest: int = 100) -> Both:
    """Parcels in and out, those that wait for an answer first."""
    waits = {"state": Parcel.State.OFFERED}
    found: list[list[Parcel]] = []
    for side in ({"to_area": actor.area}, {"from_area": actor.area}):
        rows = parcels_of(actor).filter(**side)
        open_ones = rows.filter(**waits).order_by("sent_at", "pk")
        closed = rows.exclude(**waits).order_by("-answered_at", "pk")
        found.append([*open_ones[:latest], *closed[:latest]])
    return Both(coming=found[0], going=found[1])


def parcels_waiting(actor: Actor) -> int:
    """How many parcels wait for an answer from the actor's area."""
    return parcels_of(actor).filter(to_area=actor.area, state=Parcel.State.OFFERED).count()


def get_parcel(actor: Actor, key: UUID) -> Parcel:
    """One parcel of either side, or 404."""
    return get_object_or_404(parcels_of(actor), pk=key)


def latest_parcel(referral: Referral, actor: Actor) -> Parcel | None:
    """The last parcel in which a referral of the area went out."""
    rows = parcels_of(actor).filter(from_area=actor.area, referral_id=referral.pk)
    return rows.order_by("-sent_at").first()


def summary_in_words(parcel: Parcel, actor: Actor) -> list[tuple[str, str]]:
    """What either side reads of a parcel before it is accepted: nobody is named."""
    told = json.loads(parcel.summary)
    flags = ", ".join(flags_in_words(told["flags"]))
    received = date.fromisoformat(told["received_on"])
    return [
        (
            kind_label(mediation=is_mediation(one["side"] for one in told["people"])),
            str(Offence(told["offence"]).label),
        ),
        (_("When"), _month(told["month"])),
        (_("In the justice system"), str(JusticeStage(told["stage"]).label)),
        (_("Flags"), flags or _("None")),
        (_("People"), _people(told["people"], actor) or _("Nobody is named.")),
        (_("Received there"), day(received)),
        (_("Documents"), _documents(told["documents"])),
    ]


def _month(text: str) -> str:
    return date_format(date.fromisoformat(f"{text}-01"), "F Y") if text else _("Not known")


def _people(people: list[dict[str, str]], actor: Actor) -> str:
    words = words_of(actor)
    lines = []
    for one in people:
        part = "" if one["part"] == Part.PARTY else f", {Part(one['part']).label}"
        lines.append(f"{say(words, one['side'], capital=True)}{part}: {AGES[one['age']]}")
    return "; ".join(lines)


def _documents(number: int) -> str:
    return _("None") if not number else _("Not part of the transfer: ask the other service.")

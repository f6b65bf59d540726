"""What may be corrected of what a referral told, and what was, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from people.models import Answer
from referrals.models import Referral, ReferralCorrection, ReferralPerson
from referrals.stages import Flag, JusticeStage, Offence, Side, Status
from ui.dates import day, moment

OF_THE_INCIDENT = (
    "offence",
    "flags",
    "happened_in_area",
    "reported",
    "justice_stage",
    "proceedings_live",
    "responsible_identified",
)
NAMED = "named"
"""Somebody was added, whom the referral did not name."""
LIVES, ACCEPTS, AGREED = "lives_in_area", "accepts_responsibility", "agreed_to_referral"
CORRECTABLE = (Status.TO_TRIAGE, Status.WAITING, Status.ACCEPTED, Status.DECLINED)
"""What is with another area, or counts as another referral, is corrected there."""

LABELS: Mapping[str, str | Promise] = {
    "flags": gettext_lazy("Flags"),
    "happened_in_area": gettext_lazy("Happened in this area"),
    "reported": gettext_lazy("Reported to the police"),
    "justice_stage": gettext_lazy("In the justice system"),
    "proceedings_live": gettext_lazy("Live proceedings"),
    "responsible_identified": gettext_lazy("Somebody responsible is identified"),
    AGREED: gettext_lazy("Agreed to be referred"),
    "agreed_on": gettext_lazy("Day of the agreement"),
    LIVES: gettext_lazy("lives in this area"),
    ACCEPTS: gettext_lazy("accepts responsibility"),
}
CODES: Mapping[str, Any] = {"offence": Offence, "flags": Flag, "justice_stage": JusticeStage}


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction with its changes in sentences, the words before and after in each."""

    row: ReferralCorrection
    sentences: list[str]


def accepts_is_asked(one: ReferralPerson) -> bool:
    return one.side == Side.RESPONSIBLE


def corrections_of(
    referral: Referral, actor: Actor, named: Sequence[ReferralPerson], *, kind: str
) -> list[Corrected]:
    """What was corrected, the first first; each says what had been told before. `kind` is what the
    code of an offence is called.
    """
    names = {str(one.pk): one.person.short_name for one in named}
    return [
        Corrected(row, [_sentence(one, names, kind=kind) for one in row.changes])
        for row in _rows(referral, actor).select_related("recorded_by")
    ]


def correction_since_decided(referral: Referral, actor: Actor) -> str:
    """Who corrected the referral after it was last decided and when, in a sentence; or nothing."""
    rows = _rows(referral, actor).select_related("recorded_by")
    if referral.decided_at:
        rows = rows.filter(recorded_at__gte=referral.decided_at)
    last = rows.last()
    if last is None:
        return ""
    return _(
        "%(who)s corrected what is known of this referral on %(when)s. Read it again, then decide."
    ) % {
        "who": last.recorded_by.name if last.recorded_by else _("The service"),
        "when": moment(last.recorded_at),
    }


def _rows(referral: Referral, actor: Actor) -> QuerySet[ReferralCorrection]:
    rows = ReferralCorrection.objects.visible_to(actor).filter(referral=referral)
    return rows.order_by("recorded_at", "pk")


def _sentence(change: Sequence[Any], names: Mapping[str, str], *, kind: str) -> str:
    name, whose, before, after = change
    if name == NAMED:
        return _("%(name)s was added. The referral had not named them.") % {
            "name": names.get(whose, _("Somebody"))
        }
    label = kind if name == "offence" else str(LABELS[name])
    if whose:
        label = f"{names.get(whose, _('Somebody'))} {label}"
    return _("%(label)s: %(after)s. It was told as: %(before)s.") % {
        "label": label,
        "after": _words(name, after),
        "before": _words(name, before),
    }


def _words(name: str, value: Any) -> str:
    if name == "agreed_on":
        return day(date.fromisoformat(value)) if value else _("no day")
    codes: Iterable[str] = value if isinstance(value, list) else [value]
    kinds = CODES.get(name, Answer)
    return ", ".join(str(kinds(code).label) for code in codes) or _("none")

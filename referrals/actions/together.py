"""A referral and what was joined to it, as one would have told it: for a parcel, which takes both
along. The rows that come out of here are never saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from areas.actor import Actor
from people.models import Answer
from people.queries import root_of
from referrals.models import Incident, Referral, ReferralPerson
from referrals.stages import Custody, JusticeStage, Part

Row = TypeVar("Row", Incident, ReferralPerson)
UNSAID = (None, "", Answer.UNKNOWN, Custody.NOT_KNOWN, JusticeStage.NOT_KNOWN)
OF_INCIDENT = (
    "happened_on",
    "happened_about",
    "police_reference",
    "reported",
    "justice_stage",
    "proceedings_live",
    "responsible_identified",
)
OF_PERSON = ("accepts_responsibility", "age_told")
OF_PLACE = ("custody", "establishment", "release_on")


def together(referral: Referral, *, by: Actor) -> list[Referral]:
    """The referral first, then what was joined to it, earliest first."""
    rows = Referral.objects.visible_to(by).filter(Q(pk=referral.pk) | Q(merged_into=referral))
    return sorted(rows, key=lambda one: (one.pk != referral.pk, one.received_at, one.pk))


def incident_told(told: Sequence[Referral], *, by: Actor) -> Incident:
    """What they tell of what happened: the first word counts, and no account or risk is lost."""
    rows = Incident.objects.visible_to(by).filter(referral__in=told)
    first, *others = sorted(rows, key=lambda one: _turn(told)(one.referral_id))
    _complete(first, others, OF_INCIDENT)
    every = [first, *others]
    first.account = _all_words(one.account for one in every)
    first.risks_told = _all_words(one.risks_told for one in every)
    first.flags = list(dict.fromkeys(flag for one in every for flag in one.flags))
    return first


def people_told(told: Sequence[Referral], *, by: Actor) -> list[ReferralPerson]:
    """Everybody whom they name, each person once, by side: a party before whoever is with one."""
    rows = ReferralPerson.objects.visible_to(by).filter(referral__in=told)
    rows = rows.select_related("person__merged_into").order_by("pk")
    turn = _turn(told)
    once: dict[UUID, list[ReferralPerson]] = {}
    for one in sorted(rows, key=lambda row: (row.part != Part.PARTY, turn(row.referral_id))):
        once.setdefault(root_of(one.person), []).append(one)
    found = [_one_person(places) for places in once.values()]
    return sorted(found, key=lambda one: one.side)


def _one_person(places: Sequence[ReferralPerson]) -> ReferralPerson:
    first, *others = places
    known = [one.person for one in others] + [
        root for one in places if (root := one.person.merged_into)
    ]
    _complete(first, others, OF_PERSON)
    if first.custody in UNSAID:
        _complete(first, [one for one in others if one.custody not in UNSAID][:1], OF_PLACE)
    first.needs = _all_words(one.needs for one in places)
    for one in known:
        first.person.date_of_birth = first.person.date_of_birth or one.date_of_birth
        first.person.said_under_18 |= one.said_under_18
        if first.person.age_told is None:
            first.person.age_told, first.person.age_told_on = one.age_told, one.age_told_on
    return first


def _turn(told: Sequence[Referral]) -> Callable[[UUID], int]:
    keys = [one.pk for one in told]
    return keys.index


def _complete(first: Row, others: Iterable[Row], names: Iterable[str]) -> None:
    """What the first row does not say, the next one that does."""
    for one in others:
        for name in names:
            if getattr(first, name) in UNSAID:
                setattr(first, name, getattr(one, name))


def _all_words(texts: Iterable[str | None]) -> str:
    """Each text once."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text))

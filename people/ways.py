"""Ways to reach somebody: what may be said of them without showing them, and how they change.

A way is never altered: the one that takes its place is a new row, and the old one has ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import Stale
from areas.two_people import TwoPersonAct, need_two
from audit.record import record

from .actions import REVEALING, add_contact_point
from .models import Answer, ContactPoint, Person
from .queries import as_agreed, of_one_person, points_of, root_of

Look = ContactPoint.Look
SAFETY = (
    "is_safe",
    "voicemail_ok",
    "call_ok",
    "text_ok",
    "safe_times",
    "who_may_answer",
    "code_phrase",
)


class Use(Enum):
    """Whether a way may be used now."""

    SAFE = "safe"
    NOT_SAFE = "not_safe"
    NOT_KNOWN = "not_known"
    SECOND_LOOK = "second_look"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody, as any page of their case may tell it: the number or address, who
    may answer and the code phrase have no field here. `texts_alone`: nobody calls there.
    """

    key: UUID
    kind: str
    use: Use
    texts: bool | None
    voicemail: bool | None
    times: str
    recorded_by: UUID | None
    texts_alone: bool = False

    @property
    def is_safe(self) -> bool:
        return self.use is Use.SAFE

    @property
    def waits(self) -> bool:
        return self.use is Use.SECOND_LOOK


def as_told(point: ContactPoint) -> Way:
    """The way without what leads to the person."""
    by_telephone = point.kind in {ContactPoint.Kind.MOBILE, ContactPoint.Kind.TELEPHONE}
    return Way(
        key=point.pk,
        kind=point.get_kind_display(),
        use=_use(point),
        texts=point.text_ok == Answer.YES if point.kind == ContactPoint.Kind.MOBILE else None,
        voicemail=point.voicemail_ok == Answer.YES if by_telephone else None,
        times=point.safe_times,
        recorded_by=point.recorded_by_id,
        texts_alone=by_telephone and point.call_ok == Answer.NO,
    )


def known_safe(key: UUID, kind: str, *, call_ok: str) -> Way:
    """A way of which a page knows no more than that it is safe, and of which kind."""
    label, alone = str(ContactPoint.Kind(kind).label), call_ok == Answer.NO
    told: dict[str, Any] = {"texts": None, "voicemail": None, "times": "", "recorded_by": None}
    return Way(key, label, Use.SAFE, texts_alone=alone, **told)


def _use(point: ContactPoint) -> Use:
    if point.look == Look.WAITING:
        return Use.SECOND_LOOK
    if point.is_safe == Answer.YES:
        return Use.SAFE
    return Use.NOT_SAFE if point.is_safe == Answer.NO else Use.NOT_KNOWN


def ways_of(people: Iterable[Person], actor: Actor) -> Mapping[UUID, list[Way]]:
    """The ways of several people that are still in use, oldest first, by the record that stands for
    each. One query.
    """
    found: defaultdict[UUID, list[Way]] = defaultdict(list)
    for point in as_agreed(points_of(people, actor).defer("value", "code_phrase")):
        found[root_of(point.person)].append(as_told(point))
    return found


def shares_a_place(point: ContactPoint, people: Collection[UUID], by: Actor) -> bool:
    """Whether one of these people is or ever was to be reached there: the same number or address,
    or the same postcode. Compared by keyed hashes, within the area alone.
    """
    same = Q(value_token=point.value_token) if point.value_token else Q(pk=None)
    if point.postcode_token:
        same |= Q(postcode_token=point.postcode_token)
    rows = ContactPoint.objects.visible_to(by).filter(same, person__in=people)
    return rows.exclude(pk=point.pk).exists()


def point_in_use(person: Person, key: UUID, *, by: Actor) -> ContactPoint:
    """The way in use with this key, locked; raises Stale where somebody has changed it since."""
    rows = ContactPoint.objects.visible_to(by).select_for_update(of=("self",))
    theirs = of_one_person([root_of(person)])
    row = rows.filter(theirs, pk=key, ended_at=None).select_related("person").first()
    if row is None:
        raise Stale(_("Somebody else changed this way to reach them since you opened the page."))
    return row


def value_for_a_second_look(point: ContactPoint, *, by: Actor) -> str:
    """Where a held way leads, for the one who looks at it; that they saw it is written down."""
    if not REVEALING & by.perms:
        raise PermissionDenied(Perm.CONTACT_REVEAL.value)
    record("contact.revealed", point.person, by=by, reason="second_look")
    return point.value


@transaction.atomic
def hold_for_a_second_look(point: ContactPoint) -> None:
    """Neither shown nor used until another person has looked at it."""
    point.look = Look.WAITING
    point.save(update_fields=["look"])


@transaction.atomic
def replace_contact_point(
    person: Person, key: UUID, *, by: Actor, now: datetime, value: str = "", **safety: Any
) -> tuple[ContactPoint, bool]:
    """Put a way in the place of another. An empty value, answer or phrase stays as it was.

    Returns the new one, and whether it leads somewhere else. Raises Stale.
    """
    old = point_in_use(person, key, by=by)
    kept = {name: getattr(old, name) or "" for name in SAFETY}
    said = {name: answer for name, answer in safety.items() if answer}
    fresh = add_contact_point(
        old.person, by=by, now=now, kind=old.kind, value=value or old.value, **{**kept, **said}
    )
    moved = fresh.value_token != old.value_token
    if not moved:
        fresh.look, fresh.looked_at, fresh.looked_by = old.look, old.looked_at, old.looked_by
        if old.look == Look.WAITING:
            fresh.recorded_by = old.recorded_by
        fresh.save(update_fields=["look", "looked_at", "looked_by", "recorded_by"])
    old.ended_at = now
    old.save(update_fields=["ended_at"])
    return fresh, moved


@transaction.atomic
def doubt_ways(person: Person, kinds: Collection[str], *, by: Actor, now: datetime) -> bool:
    """Whether ways of these kinds were held to be safe, which nobody knows any more: they stay, and
    nothing uses them until somebody has asked.
    """
    held_safe = points_of([person], by).filter(kind__in=kinds, is_safe=Answer.YES)
    keys = list(held_safe.values_list("pk", flat=True))
    for key in keys:
        replace_contact_point(person, key, by=by, now=now, is_safe=Answer.UNKNOWN)
    return bool(keys)


@transaction.atomic
def end_contact_point(person: Person, key: UUID, *, by: Actor, now: datetime) -> ContactPoint:
    """Never use it again; the row stays. Raises Stale."""
    row = point_in_use(person, key, by=by)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record("contact_point.ended", person, by=by, kind=row.kind)
    return row


@transaction.atomic
def look_at_again(
    person: Person, key: UUID, *, is_safe: bool, by: Actor, now: datetime
) -> ContactPoint:
    """A second person says whether it may be used. Raises SamePerson, Stale.

    Of what somebody sent in themselves they were the first: anybody who looks is the second.
    """
    row = point_in_use(person, key, by=by)
    if row.look != Look.WAITING:
        raise Stale(_("Somebody else has looked at it already."))
    if row.recorded_by_id is not None:
        need_two(TwoPersonAct.SECOND_LOOK, first=row.recorded_by_id, by=by)
    row.look, row.looked_at, row.looked_by = Look.SAFE, now, by.user
    if not is_safe:
        row.look, row.ended_at = Look.REFUSED, now
    row.save(update_fields=["look", "looked_at", "looked_by", "ended_at"])
    record("contact_point.looked_at", person, by=by, kind=row.kind, result=str(row.look))
    return row

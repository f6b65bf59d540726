"""Who may be the same person, and which workers know somebody. Nothing crosses an area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from areas.actor import Actor
from areas.queries import members_who_may
from areas.roles import Perm

from .likeness import Known, Likeness, likeness, name_likeness, plain
from .models import Answer, Connection, ContactPoint, Person

SEARCH = "SELECT person_id, like_id FROM people_search_alike(%s::uuid[])"
NAMED = "SELECT like_id FROM people_search_named(%s, %s, %s::uuid[])"
CALLED = "SELECT like_id FROM people_search_called(%s, %s::uuid[]) ORDER BY near DESC, like_id"
A_NAMESAKE = 0.9


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that may be about one person, and why."""

    one: UUID
    other: UUID
    likeness: Likeness


def root_of(person: Person) -> UUID:
    """The record that stands for the person, where several were joined."""
    return person.merged_into_id or person.pk


def of_one_person(roots: Iterable[UUID] | QuerySet[Any, Any], *, at: str = "person") -> Q:
    """Rows about these people, by every record that was joined to the one that stands for them."""
    keys = roots if isinstance(roots, QuerySet) else list(roots)
    return Q(**{f"{at}__in": keys}) | Q(**{f"{at}__merged_into__in": keys})


def who_contact_us(people: Iterable[Person], actor: Actor) -> frozenset[UUID]:
    """Those whom it is not safe to contact, as any of the records joined about them says; by the
    record that stands for each. One query.
    """
    roots = {root_of(one) for one in people}
    family = Person.objects.visible_to(actor).filter(Q(pk__in=roots) | Q(merged_into__in=roots))
    said = family.filter(contacts_us=True).values_list(Coalesce("merged_into_id", "pk"), flat=True)
    return frozenset(said)


def with_who_contacts_us(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Rows about a person, each with `contacts_us`, as any record joined about them says."""
    found: QuerySet[Any] = rows.annotate(contacts_us=some_record_says_so(actor))
    return found


def some_record_says_so(actor: Actor) -> Exists:
    """Of rows about a person: whether any record joined about them says that they contact us."""
    theirs = Q()
    for record in (OuterRef("person"), OuterRef("person__merged_into")):
        theirs |= Q(pk=record) | Q(merged_into=record)
    return Exists(Person.objects.visible_to(actor).filter(theirs, contacts_us=True))


def points_of(people: Iterable[Person], actor: Actor) -> QuerySet[ContactPoint]:
    """The ways of several people that are still in use, oldest first, with the record that each
    belongs to: whatever was joined to theirs is theirs.
    """
    mine = of_one_person(root_of(one) for one in people)
    rows = ContactPoint.objects.visible_to(actor).filter(mine, ended_at=None)
    return rows.select_related("person").order_by("recorded_at", "pk")


SAID = ("is_safe", "call_ok", "text_ok", "voicemail_ok")


def as_agreed(points: Iterable[ContactPoint]) -> list[ContactPoint]:
    """The ways of one or more people, each with a no that any record joined about the same person
    says of the same number or address.
    """
    rows = list(points)
    refused = {
        (root_of(one.person), one.value_token, name)
        for one in rows
        for name in SAID
        if one.value_token and getattr(one, name) == Answer.NO
    }
    for one in rows:
        for name in SAID:
            if (root_of(one.person), one.value_token, name) in refused:
                setattr(one, name, Answer.NO)
    return rows


def alike(actor: Actor, wanted: Iterable[UUID]) -> list[Match]:
    """Records of the area that may be about the same people as those wanted, the likest first.

    Candidates come from the database's index, points from `likeness`; records that were joined
    already are left out. Three queries, whatever the number.
    """
    pairs = _candidates(list(wanted))
    keys = {key for pair in pairs for key in pair}
    people = {one.pk: one for one in Person.objects.visible_to(actor).filter(pk__in=keys)}
    known = _known(actor, people)
    found = [
        Match(one, other, likeness(known[one], known[other]))
        for one, other in pairs
        if one in people and other in people and root_of(people[one]) != root_of(people[other])
    ]
    possible = [match for match in found if match.likeness.is_possible]
    return sorted(possible, key=lambda match: (-match.likeness.score, match.other))


def _candidates(wanted: list[UUID]) -> list[tuple[UUID, UUID]]:
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [[str(key) for key in wanted]])
        return [(UUID(str(one)), UUID(str(other))) for one, other in cursor.fetchall()]


def _known(actor: Actor, people: Mapping[UUID, Person]) -> dict[UUID, Known]:
    ways, postcodes = defaultdict(set), defaultdict(set)
    points = ContactPoint.objects.visible_to(actor).filter(person__in=people)
    for key, value, postcode in points.values_list("person_id", "value_token", "postcode_token"):
        ways[key].add(value)
        postcodes[key].add(postcode)
    return {
        key: Known(
            first_name=person.first_name,
            last_name=person.last_name,
            date_of_birth=person.date_of_birth,
            ways=frozenset(ways[key] - {""}),
            postcodes=frozenset(postcodes[key] - {""}),
        )
        for key, person in people.items()
    }


def named_like(
    actor: Actor, first_name: str, last_name: str, *, among: Collection[UUID] | None = None
) -> list[Person]:
    """Records of the area with the same or a similar name as one that was typed, the likest first.

    The same index and the same points as for records that are alike. `among` are the keys of those
    who may be found, where the actor may not see everybody.
    """
    found = _search(NAMED, [first_name, last_name], among)
    typed = Known(first_name, last_name)
    scored = [
        (likeness(typed, Known(one.first_name, one.last_name)), one)
        for one in Person.objects.visible_to(actor).filter(pk__in=found)
    ]
    like = [(points.score, one) for points, one in scored if points.reasons]
    return [one for _points, one in sorted(like, key=lambda pair: (-pair[0], pair[1].pk))]


def called_like(typed: str, *, among: Collection[UUID] | None = None) -> list[UUID]:
    """Records of the area whose name, or a part of it, is like what was typed, the likest first.

    People and organisations; keys alone: whoever asks must see to it who may be shown to whom.
    """
    return _search(CALLED, [typed], among)


def _search(sql: str, typed: Sequence[str], among: Collection[UUID] | None) -> list[UUID]:
    keys = None if among is None else [str(key) for key in among]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*typed, keys])
        return [UUID(str(key)) for (key,) in cursor.fetchall()]


def called(actor: Actor, organisation: str) -> list[Person]:
    """The organisations of the area with this name, however it is written."""
    wanted = plain(organisation)
    rows = Person.objects.visible_to(actor).exclude(organisation="").order_by("recorded_at", "pk")
    return [one for one in rows if wanted and plain(one.organisation) == wanted]


def connected_workers(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Users whom somebody declared to know these people, each with those whom they know.

    A connection with a record that was joined to another counts for both. One query.
    """
    known = defaultdict(set)
    for connected in connections_with(actor, person_ids):
        known[connected.user_id].add(connected.person_id)
    return {user: frozenset(people) for user, people in known.items()}


def connections_with(actor: Actor, person_ids: Iterable[UUID]) -> list[Connection]:
    """Declared connections with these people or with records joined to them, by worker."""
    stands_for = Coalesce("merged_into_id", "pk")
    asked = Person.objects.visible_to(actor).filter(pk__in=list(person_ids))
    family = Person.objects.visible_to(actor).annotate(root=stands_for)
    family = family.filter(root__in=asked.values(found=stands_for))
    rows = Connection.objects.visible_to(actor).filter(ended_at=None, person__in=family)
    return list(rows.select_related("user", "person").order_by("user__name", "pk"))


def namesakes(actor: Actor, people: Iterable[Person]) -> dict[UUID, frozenset[UUID]]:
    """Members of staff who carry the same name as somebody of these people. One query."""
    parties = {
        one.pk: Known(one.first_name, one.last_name) for one in people if not one.organisation
    }
    found = defaultdict(set)
    if parties:
        for member in members_who_may(actor, Perm.CASE_VIEW):
            first, _space, last = member.user.name.rpartition(" ")
            worker = Known(first, last)
            for key, party in parties.items():
                if name_likeness(worker, party)[0] >= A_NAMESAKE:
                    found[member.user_id].add(key)
    return {user: frozenset(keys) for user, keys in found.items()}

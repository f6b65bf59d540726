"""People whom somebody looks for by a name that they heard: only those whom they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from areas.actor import Actor
from areas.context import words_of
from people.models import Person
from people.queries import called_like, root_of

from .named_in import NamedIn, named_in, who_may_be_found

SHOWN = 25


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One human being or organisation, whatever records stand for them, and where they are named
    in.
    """

    person: Person
    named: Sequence[NamedIn]


def find_people(actor: Actor, typed: str) -> list[UUID]:
    """The records that may be shown to the actor, the likest first; nothing tells of any other."""
    found = called_like(typed, among=who_may_be_found(actor))
    seen = named_in(found, actor, words_of(actor))
    return [key for key in found if key in seen]


def found_people(actor: Actor, keys: Sequence[UUID]) -> list[FoundPerson]:
    """What the actor may still see of records that were found, each person once, in their order."""
    people = Person.objects.visible_to(actor).in_bulk(keys)
    seen = named_in(keys, actor, words_of(actor))
    joined: dict[UUID, tuple[Person, list[NamedIn]]] = {}
    for person in (people[key] for key in keys if key in people and key in seen):
        _first, named = joined.setdefault(root_of(person), (person, []))
        named.extend(seen[person.pk])
    return [FoundPerson(person, named) for person, named in joined.values()]

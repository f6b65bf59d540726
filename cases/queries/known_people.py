"""Whether somebody who is about to be added is known already: only from what the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from people.models import Person
from people.queries import called, named_like, root_of

from .named_in import NamedIn, named_in, who_may_be_found

SHOWN = 10


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the area with a name like the typed one, and in what the actor may see them."""

    person: Person
    named: Sequence[NamedIn]

    @property
    def label(self) -> str:
        parts = "; ".join(one.label for one in self.named)
        values = {"name": self.person.short_name, "parts": parts}
        if born := self.person.date_of_birth:
            return _("%(name)s, born %(year)s, %(parts)s") % {**values, "year": born.year}
        return _("%(name)s, date of birth not known, %(parts)s") % values


def known_people(
    actor: Actor, *, first_name: str = "", last_name: str = "", organisation: str = ""
) -> list[KnownPerson]:
    """People of the area like the one who was typed, the likest first, each once.

    Of the cases that the actor may open, and of the area's referrals for those who may see these.
    Whoever is in neither is left out, and nothing tells that they are there.
    """
    found = _like(actor, first_name, last_name, organisation)
    named = named_in([one.pk for one in found], actor, words_of(actor))
    known: dict[UUID, KnownPerson] = {}
    for person in found:
        if person.pk in named:
            known.setdefault(root_of(person), KnownPerson(person, named[person.pk]))
    return list(known.values())[:SHOWN]


def _like(actor: Actor, first_name: str, last_name: str, organisation: str) -> list[Person]:
    """The organisation, and whoever has the name of the one who speaks for it."""
    found = called(actor, organisation) if organisation else []
    if not (first_name or last_name):
        return found
    among = who_may_be_found(actor)
    return [*found, *named_like(actor, first_name, last_name, among=among)]

"""Nobody is on both sides of a case: why two records cannot be one person, and who must never learn
how somebody is reached.
"""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Participant
from cases.stages import OPPOSED
from people.models import Answer, Person

ACROSS: dict[str, str] = {side: other for pair in OPPOSED for side, other in (pair, pair[::-1])}


def opposed_in_a_case(one: Person, other: Person, actor: Actor) -> str | None:
    """The sentence names no case: whoever joins records may not be allowed to see it."""
    mine, theirs = _sides_of(one, actor), _sides_of(other, actor)
    for case, sides in mine.items():
        if any(ACROSS.get(side) in theirs[case] for side in sides):
            return _("They are on opposite sides of one case.")
    return None


def opposed_people(person: Person, actor: Actor) -> set[UUID]:
    """Everybody who is or was on the other side of any case of the area from somebody, each with
    the records that are joined to theirs. For comparing, never for showing: it looks into cases
    that the actor may not see.
    """
    across = Q(pk=None)
    for case, sides in _sides_of(person, actor).items():
        others = [ACROSS[side] for side in sides if side in ACROSS]
        across |= Q(case_id=case, side__in=others)
    rows = Participant.objects.visible_to(actor).filter(across).select_related("person")
    roots = {one.person.merged_into_id or one.person_id for one in rows}
    same = Person.objects.visible_to(actor).filter(Q(pk__in=roots) | Q(merged_into__in=roots))
    return set(same.values_list("pk", flat=True))


def must_not_be_written_to(person: Person, actor: Actor) -> str | None:
    """The code against sending where somebody said in any case that they must not be contacted."""
    rows = Participant.objects.visible_to(actor).filter(_same(person))
    return "they_contact_us" if rows.filter(may_contact=Answer.NO).exists() else None


def _same(person: Person) -> Q:
    """The person, by all records that are joined with theirs."""
    root = person.merged_into_id or person.pk
    return Q(person=root) | Q(person__merged_into=root)


def _sides_of(person: Person, actor: Actor) -> defaultdict[UUID, set[str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = Participant.objects.visible_to(actor).filter(_same(person))
    for case, side in rows.values_list("case_id", "side"):
        found[case].add(side)
    return found

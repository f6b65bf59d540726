"""Nobody is on both sides of a case: why two records cannot be one person."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Participant
from cases.stages import OPPOSED
from people.models import Person


def opposed_in_a_case(one: Person, other: Person, actor: Actor) -> str | None:
    """The sentence names no case: whoever joins records may not be allowed to see it."""
    mine, theirs = _sides_of(one, actor), _sides_of(other, actor)
    for case, sides in mine.items():
        for left, right in OPPOSED:
            across = (left in sides and right in theirs[case]) or (
                right in sides and left in theirs[case]
            )
            if across:
                return _("They are on opposite sides of one case.")
    return None


def _sides_of(person: Person, actor: Actor) -> defaultdict[UUID, set[str]]:
    same = Q(person=person) | Q(person__merged_into=person)
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = Participant.objects.visible_to(actor).filter(same)
    for case, side in rows.values_list("case_id", "side"):
        found[case].add(side)
    return found

"""Who may say something to whom across a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from areas.actor import Actor
from cases.models import Case, Participant
from cases.stages import LEFT, OPPOSED

from .part import standing_pairs


def couples(
    actor: Actor, case: Case, people: Iterable[Participant]
) -> Iterator[tuple[Participant, Participant, bool]]:
    """Each author with each recipient on the other side, but for those who have left; and whether
    messages are carried between the two, which is done within a pair.
    """
    pairs = standing_pairs(actor).filter(case=case).values_list("one_id", "other_id")
    paired = {frozenset(pair) for pair in pairs}
    here = [one for one in people if one.status not in LEFT]
    for author in here:
        for recipient in here:
            sides = (author.side, recipient.side)
            if sides in OPPOSED or sides[::-1] in OPPOSED:
                yield author, recipient, frozenset((author.pk, recipient.pk)) in paired

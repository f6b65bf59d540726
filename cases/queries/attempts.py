"""How often somebody was tried: nobody is called unreachable before (field guide 9)."""

from __future__ import annotations

from dataclasses import dataclass

from areas.actor import Actor
from cases.models import ContactEntry, Participant
from cases.stages import TWO_WAY, ContactChannel

ENOUGH_ATTEMPTS = 3
ENOUGH_CHANNELS = 2


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts since somebody was last spoken with, and the channels that were tried."""

    count: int
    channels: frozenset[ContactChannel]

    @property
    def are_enough(self) -> bool:
        return self.count >= ENOUGH_ATTEMPTS and len(self.channels) >= ENOUGH_CHANNELS


def attempts_of(participant: Participant, actor: Actor) -> Attempts:
    rows = ContactEntry.objects.visible_to(actor).filter(participant=participant)
    tried: list[ContactChannel] = []
    for channel, outcome in rows.order_by("-happened_at", "pk").values_list("channel", "outcome"):
        if outcome in TWO_WAY:
            break
        tried.append(ContactChannel(channel))
    return Attempts(len(tried), frozenset(tried))

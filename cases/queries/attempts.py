"""How often somebody was tried: nobody is called unreachable before (field guide 9)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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

    @property
    def missing(self) -> str:
        """What is to be tried yet, in a sentence; nothing where it is enough."""
        more = max(ENOUGH_ATTEMPTS - self.count, 0)
        another = len(self.channels) < ENOUGH_CHANNELS
        if not more:
            return _("One more, by another way, is missing.") if another else ""
        told = ngettext(
            "One more attempt is missing.", "%(more)s more attempts are missing.", more
        ) % {"more": more}
        return f"{told} {_('At least one must be by another way.')}" if another else told


def attempts_of(participant: Participant, actor: Actor) -> Attempts:
    rows = ContactEntry.objects.visible_to(actor).filter(participant=participant)
    tried: list[ContactChannel] = []
    for channel, outcome in rows.order_by("-happened_at", "pk").values_list("channel", "outcome"):
        if outcome in TWO_WAY:
            break
        tried.append(ContactChannel(channel))
    return Attempts(len(tried), frozenset(tried))

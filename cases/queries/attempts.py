"""How often somebody was tried: nobody is called unreachable before (field guide 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.actor import Actor
from areas.working_days import add_working_days
from cases.models import ContactEntry, Participant
from cases.stages import TWO_WAY, ContactChannel, ContactOutcome
from ui.dates import day

ENOUGH_ATTEMPTS = 3
ENOUGH_CHANNELS = 2
WORKING_DAYS = 10
"""From the first attempt to the last."""
NO_ATTEMPT = (ContactOutcome.UNSAFE, ContactOutcome.PRISON_CANCELLED)
"""What never went as far as them: they had no chance to answer."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts since somebody was last spoken with, the channels that were tried, and the days
    of the first and the last of them.
    """

    count: int
    channels: frozenset[ContactChannel]
    first_on: date | None = None
    last_on: date | None = None

    @property
    def are_enough(self) -> bool:
        return not (self._more or self._by_another_way or self._not_before)

    @property
    def missing(self) -> str:
        """What is to be tried yet, in sentences; nothing where it is enough."""
        told, more, until = [], self._more, self._not_before
        if more:
            told.append(
                ngettext(
                    "One more attempt is missing.", "%(more)s more attempts are missing.", more
                )
                % {"more": more}
            )
        if self._by_another_way:
            by_another = _("At least one must be by another way.")
            told.append(by_another if more else _("One more, by another way, is missing."))
        if until:
            last = _("The last must be on %(day)s or later: ten working days after the first.")
            told.append(last % {"day": day(until)})
        return " ".join(told)

    @property
    def _more(self) -> int:
        return max(ENOUGH_ATTEMPTS - self.count, 0)

    @property
    def _by_another_way(self) -> bool:
        return len(self.channels) < ENOUGH_CHANNELS

    @property
    def _not_before(self) -> date | None:
        """The day before which the last attempt is too early, if it was or may be."""
        if self.first_on is None or self.last_on is None:
            return None
        reached = add_working_days(self.first_on, WORKING_DAYS)
        return reached if self.last_on < reached else None


def attempts_of(participant: Participant, actor: Actor) -> Attempts:
    rows = ContactEntry.objects.visible_to(actor).standing().filter(participant=participant)
    rows = rows.exclude(outcome__in=NO_ATTEMPT).order_by("-happened_at", "pk")
    tried: list[ContactChannel] = []
    days: list[date] = []
    for at, channel, outcome in rows.values_list("happened_at", "channel", "outcome"):
        if outcome in TWO_WAY:
            break
        tried.append(ContactChannel(channel))
        days.append(timezone.localdate(at))
    return Attempts(len(tried), frozenset(tried), min(days, default=None), max(days, default=None))

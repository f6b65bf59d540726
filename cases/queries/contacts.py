"""What the contact log offers: what to tap, and whom to contact next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from areas.actor import Actor
from cases.models import Case, ContactEntry, Participant
from cases.stages import LEFT, AgainstWishes, ContactChannel, ContactOutcome
from people.models import Answer

from .ways import Way

Channel, Outcome = ContactChannel, ContactOutcome
USUAL: Mapping[ContactChannel, tuple[ContactOutcome, ...]] = {
    Channel.PHONE: (Outcome.SPOKE, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.WRONG_NUMBER),
    Channel.TEXT: (Outcome.SENT, Outcome.REPLIED),
    Channel.EMAIL: (Outcome.SENT, Outcome.REPLIED),
    Channel.LETTER: (Outcome.SENT, Outcome.REPLIED),
    Channel.VISIT: (Outcome.VISIT_HELD, Outcome.NOT_THERE, Outcome.PRISON_CANCELLED),
    Channel.VIDEO: (Outcome.SPOKE, Outcome.NO_ANSWER, Outcome.PRISON_CANCELLED),
    Channel.THROUGH: (Outcome.PASSED_ON, Outcome.REPLIED),
}
THEY_CAME = (
    (Channel.PHONE, Outcome.SPOKE),
    (Channel.TEXT, Outcome.REPLIED),
    (Channel.EMAIL, Outcome.REPLIED),
    (Channel.LETTER, Outcome.REPLIED),
)


@dataclass(frozen=True, slots=True)
class Tap:
    """One button of the log: its value holds channel, outcome and why, where a reason is needed."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class TapsOfAWay:
    way: Way
    taps: tuple[Tap, ...]


def taps_of(ways: Sequence[Way], *, safe: bool) -> list[TapsOfAWay]:
    """The buttons of the ways that are known to be safe, or of those of which nothing is known."""
    wanted = Answer.YES if safe else Answer.UNKNOWN
    return [TapsOfAWay(way, _taps(way)) for way in ways if way.is_safe == wanted]


def _taps(way: Way) -> tuple[Tap, ...]:
    left_out = {
        Outcome.LEFT_MESSAGE: way.voicemail_ok != Answer.YES,
        Outcome.PRISON_CANCELLED: not way.in_prison,
    }
    outcomes = [one for one in USUAL[way.channel] if not left_out.get(one)]
    return tuple(Tap(str(one.label), f"{way.channel}:{one}") for one in (*outcomes, Outcome.UNSAFE))


def taps_of_their_own() -> list[Tap]:
    """For somebody whom we may not contact: by which channel they got in touch themselves."""
    return [
        Tap(str(channel.label), f"{channel}:{outcome}:{AgainstWishes.THEY_CAME}")
        for channel, outcome in THEY_CAME
    ]


def tapped(value: str) -> dict[str, str]:
    """What one tap says; nothing where it is none of ours."""
    names = ("channel", "outcome", "against_wishes")
    return dict(zip(names, value.split(":"), strict=False))


@dataclass(frozen=True, slots=True)
class NextContact:
    """Somebody is to be contacted again on a day."""

    participant: Participant
    due_on: date


def next_contacts(
    case: Case, participants: Sequence[Participant], actor: Actor
) -> list[NextContact]:
    """Whom to contact again, the earliest first: what their latest entry says, in one query.

    Nobody who has left, or must not be contacted.
    """
    rows = ContactEntry.objects.visible_to(actor).filter(participant__case=case)
    latest = rows.order_by("participant_id", "-happened_at", "-recorded_at").distinct(
        "participant_id"
    )
    due: dict[UUID, date | None] = dict(latest.values_list("participant_id", "next_contact_on"))
    found = [
        NextContact(one, on)
        for one in participants
        if one.status not in LEFT
        and one.may_contact != Answer.NO
        and (on := due.get(one.pk) or one.recontact_on)
    ]
    return sorted(found, key=lambda one: one.due_on)

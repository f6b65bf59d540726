"""What the contact log offers: what to tap, and whom to contact next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from cases.models import Case, ContactEntry, Participant
from cases.stages import LEFT, MAY_RETURN, AgainstWishes, ContactChannel, ContactOutcome
from people.models import Answer

from .activities import contacts_of
from .dated_rows import met_since
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


def get_contact(actor: Actor, case: Case, pk: UUID) -> ContactEntry:
    """An entry of the log of a visible case, with whom it was, or 404."""
    return get_object_or_404(contacts_of(actor, case).select_related("participant__case"), pk=pk)


@dataclass(frozen=True, slots=True)
class NextContact:
    """Somebody is to be contacted again on a day."""

    participant: Participant
    due_on: date


def next_contacts(
    case: Case, participants: Sequence[Participant], actor: Actor
) -> list[NextContact]:
    """Whom to contact again, the earliest first: what their latest entry says, unless they were met
    since, in one query.

    Nobody who has left, unless it was too soon for them, or must not be contacted.
    """
    rows = ContactEntry.objects.visible_to(actor).standing().filter(participant__case=case)
    latest = rows.order_by("participant_id", "-happened_at", "-recorded_at").distinct(
        "participant_id"
    )
    said = latest.annotate(met=Exists(met_since(actor)))
    told = said.values_list("participant_id", "next_contact_on", "met")
    due: dict[UUID, date | None] = {who: None if met else on for who, on, met in told}
    found = [
        NextContact(one, on)
        for one in participants
        if (one.status not in LEFT or one.reason in MAY_RETURN)
        and one.may_contact != Answer.NO
        and (on := _due_for(one, due.get(one.pk)))
    ]
    return sorted(found, key=lambda one: one.due_on)


def _due_for(one: Participant, on: date | None) -> date | None:
    """Of somebody who has left only the day on which they are asked again."""
    return one.recontact_on if one.status in LEFT else on or one.recontact_on

"""The consent ledger as it stands: who agrees to what, who else must, and what is old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.consenting import asks_guardian, is_over
from cases.models import Consent, Participant
from cases.stages import ConsentPurpose, ConsentState, ParticipantRole
from people.models import Person
from people.queries import root_of


def is_old(line: Consent, today: date) -> bool:
    """Whether a consent that was given is to be confirmed again."""
    return line.state == ConsentState.GIVEN and is_over(line.happened_on, today)


@dataclass(frozen=True, slots=True)
class Held:
    """One purpose: what the participant said last, and the parent or guardian who is asked too."""

    purpose: ConsentPurpose
    own: Consent | None
    guardian: Consent | None
    asks_guardian: bool
    is_old: bool

    @property
    def stands(self) -> bool:
        """Whether everybody who is asked has said yes and not taken it back."""
        lines = [self.own, self.guardian] if self.asks_guardian else [self.own]
        return all(line is not None and line.state == ConsentState.GIVEN for line in lines)

    @property
    def half(self) -> bool:
        """One of the two who are asked has agreed, and nobody has refused; the other is missing."""
        said = [line for line in (self.own, self.guardian) if line is not None]
        agreed = all(line.state == ConsentState.GIVEN for line in said)
        return self.asks_guardian and len(said) == 1 and agreed


def lines_of(participant: Participant, actor: Actor) -> AreaQuerySet[Consent]:
    """The whole ledger of one participant, newest first."""
    rows = Consent.objects.visible_to(actor).filter(participant=participant)
    rows = rows.select_related("given_by__person", "recorded_by")
    return rows.order_by("-happened_on", "-recorded_at")


def ledger_of(participant: Participant, lines: Iterable[Consent], today: date) -> list[Held]:
    """Every purpose as it stands; `lines` newest first."""
    own: dict[str, Consent] = {}
    guardian: dict[str, Consent] = {}
    for line in lines:
        (own if line.given_by_id is None else guardian).setdefault(line.purpose, line)
    asked = asks_guardian(participant, today)
    return [
        Held(
            purpose,
            own.get(purpose),
            guardian.get(purpose),
            asked,
            any(is_old(line, today) for line in (own.get(purpose), guardian.get(purpose)) if line),
        )
        for purpose in ConsentPurpose
    ]


def may_we(participant: Participant, purpose: str, actor: Actor, today: date) -> bool:
    """Whether consent for a purpose stands now: whoever acts on it asks at that moment."""
    held = ledger_of(participant, lines_of(participant, actor), today)
    return next(one.stands for one in held if one.purpose == purpose)


def given_now(participant: Participant, actor: Actor) -> list[Consent]:
    """The lines that stand as given, of the participant and of a parent or guardian."""
    latest: dict[tuple[str, bool], Consent] = {}
    for line in lines_of(participant, actor):
        latest.setdefault((line.purpose, line.given_by_id is None), line)
    return [line for line in latest.values() if line.state == ConsentState.GIVEN]


def guardians_of(participant: Participant, actor: Actor) -> AreaQuerySet[Participant]:
    """Who may answer beside an under-18: the named guardian, and the parents on their side."""
    rows = Participant.objects.visible_to(actor).filter(
        case=participant.case_id, side=participant.side, role=ParticipantRole.PARENT
    )
    if participant.guardian_id:
        named = Participant.objects.visible_to(actor).filter(pk=participant.guardian_id)
        rows = rows | named
    return rows.exclude(pk=participant.pk).select_related("person").order_by("recorded_at", "pk")


def refuses_contact(person: Person, actor: Actor) -> str | None:
    """Why nothing is sent to somebody, as a code: they took back, or refused, to be contacted.

    What they said last of it counts, in whichever case of the area they said it.
    """
    root = root_of(person)
    same = Q(participant__person=root) | Q(participant__person__merged_into=root)
    lines = Consent.objects.visible_to(actor).filter(same, purpose=ConsentPurpose.CONTACT)
    last = lines.order_by("-happened_on", "-recorded_at").first()
    return "they_contact_us" if last and last.state != ConsentState.GIVEN else None

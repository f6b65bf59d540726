"""The consent ledger as it stands: who agrees to what, who else must, and what is old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from areas.actor import Actor
from areas.models import Agency
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
    """One purpose: what the participant said last, and the parent or guardian who is asked too.

    Sharing with an agency is asked of each agency by itself: a line without one, as they were
    written before, covers none.
    """

    purpose: ConsentPurpose
    own: Consent | None
    guardian: Consent | None
    asks_guardian: bool
    is_old: bool
    agency: Agency | None = None

    @property
    def covers_nobody(self) -> bool:
        """Whether it is about sharing and names no agency."""
        return self.purpose == ConsentPurpose.SHARE_AGENCY and self.agency is None

    @property
    def stands(self) -> bool:
        """Whether everybody who is asked has said yes and not taken it back."""
        if self.covers_nobody:
            return False
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
    rows = rows.select_related("given_by__person", "recorded_by", "agency")
    return rows.order_by("-happened_on", "-recorded_at")


def ledger_of(participant: Participant, lines: Iterable[Consent], today: date) -> list[Held]:
    """Every purpose as it stands, sharing for each agency that was named; `lines` newest first."""
    said: dict[tuple[str, Agency | None, bool], Consent] = {}
    for line in lines:
        said.setdefault((line.purpose, line.agency, line.given_by_id is None), line)
    beside = asks_guardian(participant, today)

    def held(purpose: ConsentPurpose, agency: Agency | None) -> Held:
        own, guardian = (said.get((purpose, agency, its)) for its in (True, False))
        old = any(is_old(line, today) for line in (own, guardian) if line)
        return Held(purpose, own, guardian, beside, old, agency)

    agencies = {agency for purpose, agency, _own in said if purpose == ConsentPurpose.SHARE_AGENCY}
    by_name = sorted(agencies, key=lambda one: one.name if one else "") or [None]
    return [
        held(purpose, agency)
        for purpose in ConsentPurpose
        for agency in (by_name if purpose == ConsentPurpose.SHARE_AGENCY else [None])
    ]


def may_we(
    participant: Participant,
    purpose: str,
    actor: Actor,
    today: date,
    *,
    agency: Agency | None = None,
) -> bool:
    """Whether consent for a purpose stands now, for sharing with this agency: whoever acts on it
    asks at that moment.
    """
    held = ledger_of(participant, lines_of(participant, actor), today)
    return any(one.stands for one in held if (one.purpose, one.agency) == (purpose, agency))


def given_now(participant: Participant, actor: Actor) -> list[Consent]:
    """The lines that stand as given, of the participant and of a parent or guardian."""
    latest: dict[tuple[str, UUID | None, bool], Consent] = {}
    for line in lines_of(participant, actor):
        latest.setdefault((line.purpose, line.agency_id, line.given_by_id is None), line)
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

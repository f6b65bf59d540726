"""What has been done in a case: contacts, consents, sessions, letters, conferences, agreements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import (
    Agreement,
    AgreementAction,
    Case,
    CaseWorker,
    Clearance,
    Conference,
    ConferenceAttendance,
    Consent,
    ContactEntry,
    Letter,
    LetterOffer,
    Message,
    Participant,
)
from cases.stages import OPPOSED, Attendance, ConsentState, LetterState, ShuttleState
from ui.words import say


@dataclass(frozen=True, slots=True)
class OneSide:
    """A participant as the other side may know them: no way to reach them has a field here."""

    key: UUID
    name: str
    side: str
    side_code: str
    status: str


def side_in_words(side: str, words: Mapping[str, Any]) -> str:
    """What the area calls a side."""
    return say(words, side, capital=True)


def one_side(participant: Participant, words: Mapping[str, Any]) -> OneSide:
    return OneSide(
        key=participant.pk,
        name=participant.person.short_name,
        side=side_in_words(participant.side, words),
        side_code=participant.side,
        status=participant.get_status_display(),
    )


def of_a_side(actor: Actor, case: Case) -> AreaQuerySet[Participant]:
    """The participants of a visible case who stand on one of two opposed sides."""
    opposed = [side for pair in OPPOSED for side in pair]
    return of_case(actor, case).filter(side__in=opposed)


def of_case(actor: Actor, case: Case) -> AreaQuerySet[Participant]:
    """The participants of a visible case, with their persons."""
    rows = Participant.objects.visible_to(actor).filter(case=case)
    return rows.select_related("person").order_by("side", "recorded_at", "pk")


def is_allocated(actor: Actor, case: Case) -> bool:
    """Whether the case is given to the actor as one of its workers now."""
    if actor.user is None:
        return False
    rows = CaseWorker.objects.visible_to(actor)
    return rows.filter(case=case, user=actor.user, until_at=None).exists()


def contacts_of(actor: Actor, case: Case) -> AreaQuerySet[ContactEntry]:
    """The contact log of a visible case, newest first, with what was recorded by mistake."""
    rows = ContactEntry.objects.visible_to(actor).filter(participant__case=case)
    rows = rows.select_related("participant__person", "recorded_by", "mistaken_by")
    return rows.order_by("-happened_at", "pk")


def consent_for(actor: Actor, participant: Participant, purpose: str) -> Consent | None:
    """The line of the ledger that holds for one purpose: what they said last themselves, or the no
    of a parent or guardian who was asked beside them.
    """
    rows = Consent.objects.visible_to(actor).filter(participant=participant, purpose=purpose)
    own: Consent | None = None
    beside: Consent | None = None
    for line in rows.order_by("happened_on", "recorded_at"):
        if line.given_by_id is None:
            own = line
        else:
            beside = line
    return beside if beside and beside.state != ConsentState.GIVEN else own


def says_no(actor: Actor, participant: Participant, purpose: str) -> bool:
    """Whether they, or a parent or guardian beside them, refused it or took it back."""
    held = consent_for(actor, participant, purpose)
    return held is not None and held.state != ConsentState.GIVEN


def latest_wording(actor: Actor) -> str:
    """The wording that the area used last, to be offered again."""
    rows = Consent.objects.visible_to(actor).order_by("-recorded_at")
    return rows.values_list("wording_version", flat=True).first() or ""


def letters_of(actor: Actor, case: Case) -> AreaQuerySet[Letter]:
    """The letters of a visible case, newest first, with both ends."""
    rows = Letter.objects.visible_to(actor).filter(case=case)
    rows = rows.select_related(
        "case", "author__person", "recipient__person", "recorded_by", "checked_by", "consent"
    )
    return rows.order_by("-happened_on", "-recorded_at")


def get_letter(actor: Actor, case: Case, pk: UUID) -> Letter:
    return get_object_or_404(letters_of(actor, case), pk=pk)


def offers_of(actor: Actor, letter: Letter) -> AreaQuerySet[LetterOffer]:
    """The offers of a letter, newest first; all but the newest were answered "not now"."""
    rows = LetterOffer.objects.visible_to(actor).filter(letter=letter)
    return rows.order_by("-happened_on", "-recorded_at", "-answer")


def latest_offer(actor: Actor, letter: Letter) -> LetterOffer | None:
    return offers_of(actor, letter).first()


def conferences_of(actor: Actor, case: Case) -> AreaQuerySet[Conference]:
    """The conferences of a visible case, newest first, with who is expected and who came."""
    places = ConferenceAttendance.objects.visible_to(actor).select_related("participant__person")
    rows = Conference.objects.visible_to(actor).filter(case=case).select_related("case")
    return rows.prefetch_related(Prefetch("places", queryset=places)).order_by("-happened_at", "pk")


def get_conference(actor: Actor, case: Case, pk: UUID) -> Conference:
    return get_object_or_404(conferences_of(actor, case), pk=pk)


def agreements_of(actor: Actor, case: Case) -> AreaQuerySet[Agreement]:
    """The outcome agreements of a visible case, newest first, with their actions."""
    actions = AgreementAction.objects.visible_to(actor).select_related("owner__person")
    rows = Agreement.objects.visible_to(actor).filter(case=case).select_related("case")
    rows = rows.prefetch_related(
        Prefetch("actions", queryset=actions.order_by("due_on", "recorded_at"))
    )
    return rows.order_by("-happened_on", "-recorded_at")


def get_agreement(actor: Actor, case: Case, pk: UUID) -> Agreement:
    return get_object_or_404(agreements_of(actor, case), pk=pk)


def get_action(actor: Actor, case: Case, pk: UUID) -> AgreementAction:
    rows = AgreementAction.objects.visible_to(actor).filter(agreement__case=case)
    return get_object_or_404(rows.select_related("agreement__case", "owner__person"), pk=pk)


def first_intervention_on(actor: Actor, case: Case) -> date | None:
    """The day of the first conference held, letter delivered or message passed on."""
    held = conferences_of(actor, case).filter(attendance=Attendance.HELD).order_by("happened_at")
    delivered = letters_of(actor, case).filter(state=LetterState.DELIVERED).order_by("delivered_on")
    heard = Message.objects.visible_to(actor).filter(pair__case=case, state=ShuttleState.PASSED_ON)
    conference, letter = held.first(), delivered.first()
    message = heard.order_by("passed_on_on").first()
    days = [timezone.localdate(conference.happened_at)] if conference else []
    if letter and letter.delivered_on:
        days.append(letter.delivered_on)
    if message and message.passed_on_on:
        days.append(message.passed_on_on)
    return min(days, default=None)


def is_cleared_at(actor: Actor, case: Case, at: datetime) -> bool:
    """Whether a signed-off judgement on the whole case was in force at a moment."""
    day = timezone.localdate(at)
    rows = Clearance.objects.visible_to(actor).filter(case=case, pair=None)
    rows = rows.filter(happened_on__lte=day, until__gte=day)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=at)).exists()

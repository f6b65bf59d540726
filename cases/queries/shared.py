"""What a service shares with an agency: while the person whom it is about agrees to it."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import CaseDocument, Consent, Note, Participant, TimelineEntry
from cases.stages import ConsentPurpose

from .consents import ledger_of
from .record import documents_visible_to
from .record_lines import DOCUMENTS, NOTES

PURPOSE = ConsentPurpose.SHARE_AGENCY


def shared_lines(actor: Actor, today: date) -> AreaQuerySet[TimelineEntry]:
    """The notes and documents that are shared with the agency of the actor, the latest first."""
    agreed = _who_agrees(actor, today)
    notes = Note.objects.visible_to(actor).shared_with(actor).filter(participant__in=agreed)
    files = CaseDocument.objects.visible_to(actor).shared_with(actor).filter(participant__in=agreed)
    shared = Q(subject_id__in=notes.values("original_id")) | Q(
        subject_id__in=files.values("original_id")
    )
    rows = TimelineEntry.objects.visible_to(actor).filter(shared, kind__in=(NOTES, DOCUMENTS))
    return rows.select_related("recorded_by").order_by("-happened_at", "id")


def get_shared_document(actor: Actor, pk: UUID, today: date) -> CaseDocument:
    """A document that is shared with the agency of the actor now, or 404."""
    rows = (
        documents_visible_to(actor)
        .shared_with(actor)
        .filter(participant__in=_who_agrees(actor, today))
    )
    return get_object_or_404(rows, pk=pk)


def _who_agrees(actor: Actor, today: date) -> list[UUID]:
    """Those about whom something is shared with the agency, and who agree now to that agency."""
    notes = Note.objects.visible_to(actor).shared_with(actor)
    files = CaseDocument.objects.visible_to(actor).shared_with(actor)
    named = Q(pk__in=notes.values("participant_id")) | Q(pk__in=files.values("participant_id"))
    people = Participant.objects.visible_to(actor).filter(named).select_related("person")
    lines = Consent.objects.visible_to(actor).filter(participant__in=people, purpose=PURPOSE)
    lines = (
        lines
        .filter(agency=actor.agency_id)
        .select_related("agency")
        .order_by("participant_id", "-happened_on", "-recorded_at")
    )
    said = {key: list(found) for key, found in groupby(lines, lambda line: line.participant_id)}
    return [one.pk for one in people if _agrees(one, said.get(one.pk, []), today)]


def _agrees(one: Participant, lines: list[Consent], today: date) -> bool:
    return any(held.stands for held in ledger_of(one, lines, today) if held.purpose == PURPOSE)

"""Documents of a case: added with a type and a side, replaced by versions, never overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency
from areas.scoping import Stale
from cases.models import Case, CaseDocument, Participant
from cases.queries.record import document_versions
from cases.stages import Audience, DocumentType, Side
from documents.models import Document
from ui.dates import moment

from .activity import ImpossibleDay, stamp
from .audience import must_be_shareable, must_not_widen
from .case_work import WorkRefused, work_on
from .participants import participant_of
from .timeline import tell


@transaction.atomic
def add_document(
    case: Case,
    *,
    document: Document,
    kind: str,
    about: Participant | None,
    happened_on: date,
    audience: str,
    agency: Agency | None = None,
    by: Actor,
    now: datetime,
) -> CaseDocument:
    """Put a file that was taken in with the case: `happened_on` is the day of the document, which
    may be older than the case.

    The history says of a sensitive one only that it is there. Raises WorkRefused, ImpossibleDay,
    CaseClosed.
    """
    case = work_on(case, by=by)
    about = participant_of(case, about, by) if about else None
    _must_not_be_ahead(happened_on, now)
    key = uuid4()
    kept = CaseDocument.objects.create(
        id=key,
        original_id=key,
        case=case,
        document=document,
        type=DocumentType(kind),
        participant=about,
        side=about.side if about else Side.NEUTRAL,
        audience=Audience(audience),
        agency=must_be_shareable(audience, agency=agency, about=about, by=by, now=now),
        happened_on=happened_on,
        **stamp(by, now),
    )
    _tell("document.added", kept, case, by=by, now=now)
    return kept


@transaction.atomic
def replace_document(
    kept: CaseDocument,
    *,
    document: Document,
    happened_on: date,
    audience: str,
    seen: int,
    by: Actor,
    now: datetime,
) -> CaseDocument:
    """Put a newer version in the place of a document; the former ones stay to be opened.

    `seen` is the number of the version that the worker was shown. As with a note, fewer people may
    see it from now on, never more. Raises Stale, WorkRefused, ImpossibleDay, CaseClosed.
    """
    case = work_on(kept.case, by=by)
    versions = document_versions(kept, by)
    if not versions:
        raise WorkRefused(_("This document is now for managers and supervisors only."))
    latest = versions[-1]
    if latest.number != seen:
        raise Stale(_replaced_by(latest))
    _must_not_be_ahead(happened_on, now)
    must_not_widen(audience, latest.audience)
    newer = CaseDocument.objects.create(
        original_id=latest.original_id,
        replaces=latest,
        number=latest.number + 1,
        case=case,
        document=document,
        type=latest.type,
        participant_id=latest.participant_id,
        side=latest.side,
        audience=Audience(audience),
        agency_id=latest.agency_id if audience == Audience.AGENCY else None,
        happened_on=happened_on,
        **stamp(by, now),
    )
    _tell("document.replaced", newer, case, by=by, now=now, of=str(latest.original_id))
    return newer


def _must_not_be_ahead(happened_on: date, now: datetime) -> None:
    if happened_on > timezone.localdate(now):
        raise ImpossibleDay(_("The date must be today or in the past."))


def _replaced_by(latest: CaseDocument) -> str:
    values = {
        "name": latest.recorded_by.name if latest.recorded_by else "",
        "when": moment(latest.recorded_at),
        "number": latest.number,
    }
    return _("%(name)s added version %(number)s on %(when)s.") % values


def _tell(
    kind: str, kept: CaseDocument, case: Case, *, by: Actor, now: datetime, **codes: Any
) -> None:
    """Of a sensitive document neither its type nor whom it is about stands in the history."""
    if kept.audience == Audience.MANAGERS:
        tell(case, kind, kept, by=by, now=now, audience=str(kept.audience), **codes)
    else:
        told: dict[str, Any] = {**codes, "audience": str(kept.audience), "type": str(kept.type)}
        tell(case, kind, kept, by=by, now=now, about=kept.participant, **told)

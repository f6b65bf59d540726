"""What the pages ask of reports."""

from __future__ import annotations

from enum import Enum
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from outbox.models import Entry
from reporting.models import Document, Report, ReportQuerySet

RENDER = "report.render"


class Drawing(Enum):
    """How far a report's PDF has come."""

    READY = "ready"
    WAITING = "waiting"
    TRYING_AGAIN = "trying_again"
    NO_ENGINE = "no_engine"
    GIVEN_UP = "given_up"


def get_report(actor: Actor, pk: UUID) -> Report:
    """A report that the actor may read, or 404."""
    rows = Report.objects.visible_to(actor).select_related("prepared_by", "published_by")
    return get_object_or_404(rows, pk=pk)


def published_reports(actor: Actor) -> ReportQuerySet:
    """The published reports, the newest quarter and version first, each with `has_pdf`."""
    final = Document.objects.visible_to(actor).filter(report=OuterRef("pk"), is_draft=False)
    rows = Report.objects.visible_to(actor).published().annotate(has_pdf=Exists(final))
    return rows.order_by("-period", "-version")


def reports_of(actor: Actor, period: str) -> ReportQuerySet:
    """What was prepared for a quarter, the newest first."""
    rows = Report.objects.visible_to(actor).of(period)
    return rows.select_related("prepared_by", "published_by").order_by("-version", "-draft")


def is_latest(report: Report, actor: Actor) -> bool:
    """Whether no other draft of the quarter came after this one."""
    later = Report.objects.visible_to(actor).of(report.period).filter(version__gte=report.version)
    return not later.exclude(version=report.version, draft__lte=report.draft).exists()


def document_of(actor: Actor, report: Report) -> Document | None:
    """The PDF of a report as it stands: a draft's while it is one, else the published one."""
    rows = Document.objects.visible_to(actor)
    return rows.filter(report=report, is_draft=not report.is_published).first()


def drawing_key(report: Report) -> str:
    """What makes the asking for a PDF once: a draft's and a published one's are two."""
    return f"{report.pk}:{report.state}"


def drawing(actor: Actor, report: Report) -> Drawing:
    """How far the PDF has come, from the document and from the worker's notes.

    Asked for with the report itself: where the note is gone it was finished, and 28 days passed.
    """
    documents = Document.objects.visible_to(actor)
    if documents.filter(report=report, is_draft=not report.is_published).exists():
        return Drawing.READY
    asked = Entry.objects.visible_to(actor).filter(kind=RENDER, dedupe_key=drawing_key(report))
    entry = asked.first()
    if entry is None:
        return Drawing.GIVEN_UP
    if not entry.last_error:
        return Drawing.WAITING
    if entry.last_error == "EngineMissing":
        return Drawing.NO_ENGINE
    return Drawing.GIVEN_UP if entry.dead_at else Drawing.TRYING_AGAIN

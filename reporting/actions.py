"""Prepare, render, publish: the only writers of reports."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import settings_of
from areas.roles import Perm
from areas.two_people import TwoPersonAct, need_two
from audit.record import record
from outbox import actions as outbox
from reporting.figures import QuarterFigures
from reporting.models import Document, RawFigures, Report, State
from reporting.pdf import Edition, pdf_of
from reporting.periods import Period
from reporting.published import suppressed
from reporting.quarter import quarter_figures
from reporting.queries import RENDER, drawing_key, is_latest
from ui.dates import day


class ReportRefused(Exception):
    """The report cannot be prepared or published as things stand. The text may be shown."""


class LostRace(ReportRefused):
    """Somebody else prepared or published meanwhile."""


@transaction.atomic
def prepare_report(period: Period, *, by: Actor, now: datetime, reason: str = "") -> Report:
    """Freeze a quarter's figures as a draft and ask the worker to draw it.

    Raises ReportRefused before the quarter has ended, and for a revision without a reason; LostRace
    where somebody prepares the same quarter at the same moment.
    """
    by.must(Perm.REPORT_PUBLISH)
    today = timezone.localdate(now)
    if today < period.end:
        raise ReportRefused(
            _("The quarter ends on %(day)s: a report can be prepared after that day.")
            % {"day": day(period.last_day)}
        )
    figures = quarter_figures(by, period, as_at=today)
    report = _draft(figures, by=by, now=now, reason=reason)
    RawFigures.objects.create(area=by.area, report=report, figures=figures.as_json())
    _ask_for_pdf(report, by=by, now=now)
    record("report.prepared", report, by=by, period=period.code, version=report.version)
    return report


@transaction.atomic
def publish_report(report: Report, *, by: Actor, now: datetime) -> Report:
    """Publish a draft for good, as somebody other than whoever prepared it; the worker draws it.

    Raises SamePerson, and LostRace where the draft is no longer the latest or is published already.
    """
    by.must(Perm.REPORT_PUBLISH)
    report = Report.objects.visible_to(by).select_for_update().get(pk=report.pk)
    need_two(TwoPersonAct.PUBLISH_REPORT, first=report.prepared_by_id, by=by)
    if report.is_published:
        raise LostRace(_("This report is published already."))
    if not is_latest(report, by):
        raise LostRace(_("There is a newer draft of this report. Publish that one instead."))
    report.state = State.PUBLISHED
    report.published_by = by.user
    report.published_at = now
    report.save(update_fields=["state", "published_by", "published_at"])
    _ask_for_pdf(report, by=by, now=now)
    record("report.published", report, by=by, period=report.period, version=report.version)
    return report


@transaction.atomic
def store_document(report_id: UUID | str, *, by: Actor, now: datetime) -> None:
    """Draw a report's PDF as it stands and keep its bytes; asked for twice, one is kept.

    No lock is held while it is drawn: that takes seconds, and nobody should wait for it.
    """
    report = Report.objects.visible_to(by).get(pk=report_id)
    is_draft = not report.is_published
    documents = Document.objects.visible_to(by).filter(report=report, is_draft=is_draft)
    if documents.exists():
        return
    content = pdf_of(report.figures, edition_of(report))
    document = Document(
        area=by.area,
        report=report,
        is_draft=is_draft,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        made_at=now,
    )
    Document.objects.bulk_create([document], ignore_conflicts=True)
    if documents.filter(pk=document.pk).exists():
        record("report.rendered", report, by=by, is_draft=is_draft)


def edition_of(report: Report) -> Edition:
    """Which printing a report is, and who answers for it."""
    return Edition(
        version=report.version,
        prepared_by=report.prepared_by.name,
        dated=timezone.localdate(report.published_at or report.prepared_at),
        published_by=report.published_by.name if report.published_by else "",
        published_on=timezone.localdate(report.published_at) if report.published_at else None,
        reason=report.reason,
    )


def _draft(figures: QuarterFigures, *, by: Actor, now: datetime, reason: str) -> Report:
    code = figures.about.period.code
    reports = Report.objects.visible_to(by).of(code)
    version = (reports.published().aggregate(last=Max("version"))["last"] or 0) + 1
    if version > 1 and not reason:
        raise ReportRefused(_("Say why the published report is to be revised."))
    last = reports.filter(version=version).aggregate(last=Max("draft"))["last"] or 0
    snapshot = suppressed(figures, threshold=settings_of(by).suppression_threshold)
    draft = Report(
        area=by.area,
        period=code,
        version=version,
        draft=last + 1,
        published=snapshot.as_json(),
        digest=snapshot.digest,
        prepared_by=by.user,
        prepared_at=now,
        reason=reason if version > 1 else "",
    )
    return keep_draft(draft, by=by)


def keep_draft(draft: Report, *, by: Actor) -> Report:
    """Write a draft down, or raise LostRace where its place was taken meanwhile."""
    Report.objects.bulk_create([draft], ignore_conflicts=True)
    if not Report.objects.visible_to(by).filter(pk=draft.pk).exists():
        raise LostRace(_("Somebody else has prepared this report at the same moment."))
    return draft


def _ask_for_pdf(report: Report, *, by: Actor, now: datetime) -> None:
    key = drawing_key(report)
    outbox.put(RENDER, by=by, now=now, dedupe_key=key, report_id=str(report.pk))

"""The service's own figures, and the reports made from them for the commissioner."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.two_people import SamePerson
from audit.record import record
from reporting import actions, pages, queries
from reporting.forms import PrepareForm, PublishForm
from reporting.periods import NotAPeriod, Period
from reporting.quarter import quarter_figures
from rjcase import clock
from ui.pages import back, form_page

A_MONTH = timedelta(days=30)
"""A report follows within the month after its quarter: until then it is the next."""


def _period_or_404(text: str) -> Period:
    try:
        period = Period.parse(text)
    except NotAPeriod:
        raise Http404 from None
    if period.start > clock.today():
        raise Http404
    return period


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even where the form has no field of its own."""
    return request.POST if request.method == "POST" else None


@area_view(Perm.FIGURES_VIEW)
def service_figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The running quarter."""
    return redirect("reporting:quarter", actor.area.slug, Period.containing(clock.today()).code)


@area_view(Perm.FIGURES_VIEW)
def quarter_page(request: HttpRequest, actor: Actor, period: str) -> HttpResponse:
    """The service's own figures of a quarter, with nothing hidden."""
    quarter = _period_or_404(period)
    figures = quarter_figures(actor, quarter, as_at=clock.today())
    record("figures.viewed", ("reporting.Quarter", quarter.code), by=actor)
    return render(
        request,
        "reporting/quarter.html",
        pages.figures_page(figures)
        | {
            "next": pages.next_quarter(quarter, today=clock.today()),
            "reports": queries.reports_of(actor, quarter.code),
            "may_publish": actor.may(Perm.REPORT_PUBLISH),
        },
    )


@area_view(Perm.REPORT_PUBLISH)
def report_prepare(request: HttpRequest, actor: Actor, period: str) -> HttpResponse:
    quarter = _period_or_404(period)
    published = queries.reports_of(actor, quarter.code).published()
    form = PrepareForm(_posted(request), is_revision=published.exists())
    if form.is_valid():
        try:
            report = actions.prepare_report(quarter, by=actor, now=clock.now(), **form.cleaned_data)
        except actions.LostRace as lost:
            form.conflict = str(lost)
        except actions.ReportRefused as refused:
            form.add_error(None, str(refused))
        else:
            return back(
                request, _("The draft is prepared."), "reporting:report", actor.area.slug, report.pk
            )
    return form_page(request, "reporting/prepare.html", form, period=quarter)


@area_view(Perm.REPORT_READ)
def report_page(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """One report as its readers see it, and how far its PDF has come."""
    report = queries.get_report(actor, pk)
    record("report.viewed", report, by=actor)
    return render(
        request,
        "reporting/report.html",
        pages.published_page(report.figures)
        | {
            "report": report,
            "drawing": queries.drawing(actor, report).value,
            "may_publish": actor.may(Perm.REPORT_PUBLISH)
            and not report.is_published
            and queries.is_latest(report, actor),
        },
    )


@area_view(Perm.REPORT_READ)
def report_pdf(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """The stored bytes of a report; back to its page while they are not there yet."""
    report = queries.get_report(actor, pk)
    document = queries.document_of(actor, report)
    if document is None:
        return redirect("reporting:report", actor.area.slug, report.pk)
    record("report.downloaded", report, by=actor, is_draft=document.is_draft)
    answer = HttpResponse(bytes(document.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{pages.file_name(report)}"'
    return answer


@area_view(Perm.REPORT_PUBLISH)
def report_publish(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    report = queries.get_report(actor, pk)
    form = PublishForm(_posted(request))
    if form.is_valid():
        try:
            actions.publish_report(report, by=actor, now=clock.now())
        except actions.LostRace as lost:
            form.conflict = str(lost)
        except SamePerson as same:
            form.add_error(None, str(same))
        else:
            return back(
                request, _("The report is published."), "reporting:report", actor.area.slug, pk
            )
    return form_page(request, "reporting/publish.html", form, report=report)


@area_view(Perm.REPORT_READ)
def published_reports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The published reports of the area, for the commissioner and the service alike."""
    record("reports.listed", ("reporting.Report", "published"), by=actor)
    reports = queries.published_reports(actor)
    context = {"reports": reports, "quarter": Period.containing(clock.today() - A_MONTH)}
    return render(request, "reporting/published.html", context)

"""The steps from a file to its referrals: columns, confirmation, results."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from drafts.pages import drafted
from referrals.actions.lists import (
    OPEN,
    ListClosed,
    NothingNamed,
    NothingToImport,
    match_columns,
    start_import,
)
from referrals.forms.lists import ImportForm, MatchForm
from referrals.models import ListRow, ReferralList
from referrals.queries import lists as queries
from referrals.reading.results import result_rows
from rjcase import clock
from ui.pages import back, form_page
from ui.sheets import csv_file

Verdict = ListRow.Verdict


@area_view(Perm.REFERRAL_DECIDE)
@drafted("referral.columns")
def list_columns(request: HttpRequest, actor: Actor, of: UUID) -> HttpResponse:
    """Say what each column means; then every row is checked, and nothing is imported."""
    row = queries.get_list(actor, of)
    if row.state not in OPEN:
        return redirect("referrals:list", actor.area.slug, row.pk)
    samples = [json.loads(one.body) for one in queries.samples(row, actor)]
    data = request.POST if request.method == "POST" else None
    form = MatchForm(data, of=row, samples=samples, words=words_of(actor))
    if form.is_valid() and _matched(form, row, actor):
        return redirect("referrals:list", actor.area.slug, row.pk)
    record("list.viewed", row, by=actor)
    return form_page(request, "referrals/lists/columns.html", form, list=row)


def _matched(form: MatchForm, row: ReferralList, actor: Actor) -> bool:
    version = form.cleaned_data["version"]
    try:
        match_columns(row, mapping=form.mapping(), version=version, by=actor, now=clock.now())
    except (Stale, ListClosed) as late:
        form.lost_race(str(late), version=queries.get_list(actor, row.pk).version)
        return False
    except NothingNamed as refused:
        form.add_error(None, str(refused))
        return False
    return True


@area_view(Perm.REFERRAL_DECIDE)
def list_confirm(request: HttpRequest, actor: Actor, of: UUID) -> HttpResponse:
    """What an import would do, and the button that starts it."""
    row = queries.get_list(actor, of)
    if row.state != ReferralList.State.CHECKED:
        return redirect("referrals:list", actor.area.slug, row.pk)
    expected = queries.forecast(row, actor)
    ready, looks = expected[Verdict.READY], expected[Verdict.LOOK]
    data = request.POST if request.method == "POST" else None
    form = ImportForm(
        data, version=row.version, ready=ready.new + ready.known, looks=looks.new + looks.known
    )
    if form.is_valid() and _started(form, row, actor):
        message = _("The import has started. You can leave this page.")
        return back(request, message, "referrals:list", actor.area.slug, row.pk)
    record("list.viewed", row, by=actor)
    refused = expected[Verdict.REFUSED].new + expected[Verdict.REFUSED].known
    facts = {"ready": ready, "looks": looks, "refused": refused}
    return form_page(request, "referrals/lists/confirm.html", form, list=row, facts=facts)


def _started(form: ImportForm, row: ReferralList, actor: Actor) -> bool:
    told = form.cleaned_data
    try:
        start_import(
            row,
            with_looks=form.with_looks(),
            version=told["version"],
            by=actor,
            now=clock.now(),
        )
    except (Stale, ListClosed) as late:
        form.lost_race(str(late), version=queries.get_list(actor, row.pk).version)
        return False
    except NothingToImport as refused:
        form.add_error(None, str(refused))
        return False
    return True


@area_view(Perm.REFERRAL_DECIDE)
def list_results(request: HttpRequest, actor: Actor, of: UUID) -> HttpResponse:
    """A file with each row's number and its reference or reason; what was not imported stands there
    as it came, to be put right and sent again.
    """
    row = queries.get_list(actor, of)
    record("list.exported", row, by=actor)
    rows = queries.rows_of(row, actor).select_related("referral").iterator(chunk_size=500)
    content = csv_file(result_rows(rows, row.columns, words_of(actor)))
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="list-{row.pk.hex[:8]}.csv"'},
    )

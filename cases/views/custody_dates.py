"""The days that matter for a participant: release, licence, parole, court."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.custody_dates import add_key_date, end_key_date, move_key_date, note_key_date
from cases.forms.custody import ComingDayForm, KeyDateForm, PressForm
from cases.queries.custody import date_in_words, key_dates_of
from cases.queries.referral_told import place_told, told_in_words
from cases.stages import KeyDateKind
from rjcase import clock

from .custody_page import about_custody
from .work import posted


@area_view(Perm.CASE_WORK)
def key_date_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    told, today = place_told(page.who, actor), clock.today()
    release = told.release_on if told else None
    known = {row.kind for row in key_dates_of(page.who, actor)}
    fits = release and release >= today and KeyDateKind.RELEASE not in known
    initial = {"kind": KeyDateKind.RELEASE, "on": release} if fits else {}
    form = KeyDateForm(posted(request), initial=initial, today=today)
    return page.answer(
        form,
        lambda: add_key_date(page.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Add a key date"),
        said=told_in_words(told) if fits else "",
        done=_("The date has been added."),
    )


@area_view(Perm.CASE_WORK)
def key_date(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, key_date: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(key_dates_of(page.who, actor), key_date)
    form = ComingDayForm(posted(request), initial={"on": row.on}, today=clock.today())
    return page.answer(
        form,
        lambda: move_key_date(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Another day: %(what)s") % {"what": row.get_kind_display()},
        done=_("The date has been changed."),
    )


@area_view(Perm.CASE_WORK)
def key_date_end(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, key_date: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(key_dates_of(page.who, actor), key_date)
    return page.answer(
        PressForm(posted(request)),
        lambda: end_key_date(row, by=actor, now=clock.now()),
        title=_("Remove this date"),
        done=_("The date has been removed."),
        label=_("Remove"),
        kind="warning",
        said=date_in_words(KeyDateKind(row.kind), row.on, page.who),
    )


@area_view(Perm.CASE_WORK)
def key_date_note(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, key_date: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(key_dates_of(page.who, actor), key_date)
    return page.answer(
        PressForm(posted(request)),
        lambda: note_key_date(row, by=actor, now=clock.now()),
        title=_("Note this alert"),
        done=_("The alert has been noted."),
        label=_("Noted"),
        said=date_in_words(KeyDateKind(row.kind), row.on, page.who),
    )

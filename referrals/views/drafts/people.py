"""The people of a referral that is being written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from drafts.actions import DraftGone, DraftTooLong
from drafts.models import Draft
from drafts.views import keeps, raw_answers, unjudged
from referrals.actions.drafting import DraftFull, add_to_draft, answer_about, remove_from_draft
from referrals.forms.tasks.one import Party, form_data, kinds_on
from referrals.forms.tasks.pages import TaskForm
from referrals.queries.drafted import get_draft
from rjcase import clock
from ui.pages import back, form_page

from .opening import opened
from .tasks import leave


@area_view(Perm.REFERRAL_VIEW_OWN)
@require_POST
def person_add(
    request: HttpRequest, actor: Actor, *, draft: UUID, task: str, kind: str
) -> HttpResponse:
    """One more person, organisation or relative on a side; leads to the first page about them."""
    referral = get_draft(actor, draft)
    if kind not in kinds_on(task, mediation=referral.is_mediation):
        raise Http404
    row = referral.draft
    try:
        key = add_to_draft(row, side=task, kind=kind, by=actor, now=clock.now())
    except (DraftFull, DraftGone) as refused:
        return back(request, str(refused), "referrals:task", actor.area.slug, draft, task)
    return redirect("referrals:draft_person", actor.area.slug, draft, key, "about")


@area_view(Perm.REFERRAL_VIEW_OWN)
def person(
    request: HttpRequest, actor: Actor, *, draft: UUID, person: UUID, page: str
) -> HttpResponse:
    """One page about somebody; the last one leads back to their side."""
    whole = opened(actor, draft)
    party = Party(whole.referral.person(person), whole.asked)
    form = _form(request, party, page)
    if request.method == "POST" and (keeps(request) or form.is_valid()):
        try:
            _keep(request, actor, whole.referral.draft, person=person, page=page)
        except (DraftGone, DraftTooLong) as refused:
            form.add_error(None, str(refused))
        else:
            return _next(request, actor, draft, party=party, page=page)
    status = None if request.method == "POST" else 200
    context: dict[str, Any] = {"party": party, "draft": whole.referral.draft, "page": page}
    return form_page(request, "referrals/drafts/person.html", form, status=status, **context)


def _keep(request: HttpRequest, actor: Actor, draft: Draft, *, person: UUID, page: str) -> None:
    answer_about(
        draft,
        person=person,
        page=page,
        answers=raw_answers(request),
        done=not keeps(request),
        by=actor,
        now=clock.now(),
    )


def _form(request: HttpRequest, party: Party, page: str) -> TaskForm:
    """The form of a page about somebody, or 404."""
    form = party.pages.get(page)
    if form is None:
        raise Http404
    if request.method == "POST":
        return form(request.POST, asked=party.asked)
    known = party.drafted.page(page)
    restored = form(form_data(known), asked=party.asked)
    if known.answers is not None and not known.done:
        unjudged(restored)
    return restored


def _next(
    request: HttpRequest, actor: Actor, draft: UUID, *, party: Party, page: str
) -> HttpResponse:
    if keeps(request):
        return leave(request, actor, draft, later=True)
    drafted = party.drafted
    pages = list(party.pages)
    after = pages[pages.index(page) + 1 :]
    unfinished = next((name for name in after if not drafted.page(name).done), None)
    if unfinished:
        place = (actor.area.slug, draft, drafted.id, unfinished)
        return redirect("referrals:draft_person", *place)
    return redirect("referrals:task", actor.area.slug, draft, drafted.side)


@area_view(Perm.REFERRAL_VIEW_OWN)
@require_POST
def person_remove(request: HttpRequest, actor: Actor, draft: UUID, person: UUID) -> HttpResponse:
    referral = get_draft(actor, draft)
    side = referral.person(person).side
    remove_from_draft(referral.draft, person=person, by=actor, now=clock.now())
    message = _("They have been removed from the draft.")
    return back(request, message, "referrals:task", actor.area.slug, draft, side)

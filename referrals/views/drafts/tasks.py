"""One task of a referral that is being written."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from drafts.actions import DraftGone, DraftTooLong
from drafts.views import keeps, raw_answers, unjudged
from referrals.actions.drafting import answer_task
from referrals.forms.tasks.one import form_data, kinds_on
from referrals.forms.tasks.pages import TaskForm
from referrals.forms.tasks.whole import ORDER, SIDES, Whole
from rjcase import clock
from ui.pages import back, form_page

from .opening import opened


@area_view(Perm.REFERRAL_VIEW_OWN)
def task(request: HttpRequest, actor: Actor, draft: UUID, task: str) -> HttpResponse:
    """The questions of one task; "come back later" keeps them as they are, right or wrong."""
    if task not in ORDER:
        raise Http404
    whole = opened(actor, draft)
    form = task_form(request, whole, task)
    later = keeps(request)
    if request.method == "POST" and (later or form.is_valid()):
        answers, row = raw_answers(request), whole.referral.draft
        try:
            answer_task(row, task=task, answers=answers, done=not later, by=actor, now=clock.now())
        except (DraftGone, DraftTooLong) as refused:
            form.add_error(None, str(refused))
        else:
            return leave(request, actor, draft, later=later)
    return _page(request, whole, task, form)


def task_form(request: HttpRequest, whole: Whole, task: str) -> TaskForm:
    """What is sent, or what was kept: the latter is judged only where it was finished."""
    if request.method == "POST":
        return whole.form(task, request.POST)
    page = whole.referral.task(task)
    form = whole.form(task, form_data(page))
    if page.answers is not None and not page.done:
        unjudged(form)
    return form


def leave(request: HttpRequest, actor: Actor, draft: UUID, *, later: bool) -> HttpResponse:
    if later:
        message = _("Your answers are kept. You can come back to them here.")
        return back(request, message, "referrals:drafts", actor.area.slug)
    return redirect("referrals:draft", actor.area.slug, draft)


def _page(request: HttpRequest, whole: Whole, task: str, form: TaskForm) -> HttpResponse:
    template = "side" if task in SIDES else "task"
    return form_page(
        request,
        f"referrals/drafts/{template}.html",
        form,
        status=None if request.method == "POST" else 200,
        task=task,
        title=whole.title(task),
        draft=whole.referral.draft,
        people=whole.side(task),
        kinds=kinds_on(task, mediation=whole.asked.mediation),
    )

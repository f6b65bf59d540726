"""A form that can be left and come back to, in one line above its view.

    @area_view(Perm.CASE_WORK)
    @drafted("cases.contact")
    def contact_add(request, actor, reference, participant): ...

The page must print its form with `form_page` and `<c-form>`, which then have the button "Save and
come back later" and the notice of what was kept. Its POST answers 302 when the form was sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from ui.drafting import Drafting

from .actions import DraftTooLong, answers_in, drop_draft
from .models import Draft
from .views import DROP, OPEN, as_data, drops, keep, keeps, kept

P = ParamSpec("P")
AreaPage = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]


LONGEST = 64


def drafted(
    form: str, *, variant: str | Callable[[HttpRequest], str] = ""
) -> Callable[[AreaPage[P]], AreaPage[P]]:
    """`form` is the form's code; what the address names is its subject. Stands under `area_view`.

    `variant` is the name of what follows `?` and tells one form of the page from another, or says
    so of a request. Nothing is kept where the page itself would not open: the view is asked first,
    as if to read.
    """

    def decorate(view: AreaPage[P]) -> AreaPage[P]:
        @wraps(view)
        def page(
            request: HttpRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            def show() -> HttpResponse:
                return view(request, actor, *args, **kwargs)

            chosen = [_chosen(request, variant)] if variant else []
            subject = subject_of(*args, *kwargs.values(), *chosen)
            draft = kept(actor, form=form, subject=subject)
            opened = draft if OPEN in request.GET else None
            here = _hang(request, draft, opened)
            if keeps(request) or drops(request):
                return _set_aside(request, actor, show, here, form=form, subject=subject)
            answer = show()
            was_sent = request.method == "POST" and answer.status_code == HTTPStatus.FOUND
            if opened and was_sent:
                drop_draft(opened, by=actor)
            return answer

        return page

    return decorate


def _chosen(request: HttpRequest, variant: str | Callable[[HttpRequest], str]) -> str:
    return request.GET.get(variant, "") if isinstance(variant, str) else variant(request)


def subject_of(*named: object) -> str:
    """What the address names, as a draft's subject; a long or unprintable one by its hash."""
    whole = "/".join(str(one) for one in named)
    if len(whole) <= LONGEST and whole.isprintable():
        return whole
    return hashlib.sha256(whole.encode(errors="replace")).hexdigest()


def _hang(request: HttpRequest, draft: Draft | None, opened: Draft | None) -> Drafting:
    here = Drafting(
        draft.saved_at if draft else None, is_open=opened is not None, link=_link(request)
    )
    if opened and request.method == "GET":
        here.answers = as_data(answers_in(opened))
    request.drafting = here  # type: ignore[attr-defined]
    return here


def _link(request: HttpRequest, *, opening: bool = True) -> str:
    """The same page, with the draft opened or without."""
    query = request.GET.copy()
    query.pop(OPEN, None)
    if opening:
        query[OPEN] = "open"
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _set_aside(
    request: HttpRequest,
    actor: Actor,
    show: Callable[[], HttpResponse],
    here: Drafting,
    *,
    form: str,
    subject: str,
) -> HttpResponse:
    """Keep or discard, and lead back to the page; a refusal shows it with the answers in it."""
    request.method = "GET"
    shown = show()
    if shown.status_code != HTTPStatus.OK:
        return shown
    draft = kept(actor, form=form, subject=subject)
    if DROP in request.POST:
        if draft:
            drop_draft(draft, by=actor)
        return redirect(_link(request, opening=False))
    here.refusal = _refusal(request, actor, draft, here, form=form, subject=subject)
    if here.refusal:
        here.answers = request.POST
        return show()
    messages.success(request, _("Your answers are kept. They wait for you here."))
    return redirect(_link(request, opening=False))


def _refusal(
    request: HttpRequest,
    actor: Actor,
    draft: Draft | None,
    here: Drafting,
    *,
    form: str,
    subject: str,
) -> str:
    """Keep the answers, or say why not. One draft is never written over by another."""
    if draft and not here.is_open:
        return _("You have another draft. Send or discard it before you keep this.")
    try:
        keep(request, actor, form=form, subject=subject)
    except DraftTooLong as too_long:
        return str(too_long)
    return ""

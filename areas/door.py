"""The door of every page under `/areas/<area>/`: strangers get 404, members without the permission
403.

It also makes a form land once: a second press of the same button is led to where the first one
went. A form that came back with other answers (the browser's Back, then Save) is another form and
lands too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID, uuid5

from django.db import connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string

from rjcase import clock

from .actor import Actor
from .models import ApiKey, FormReceipt, User
from .roles import Perm
from .scoping import AreaQuerySet
from .tenancy import set_context

P = ParamSpec("P")
AreaPage = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]


def enter(request: HttpRequest, slug: str) -> Actor:
    """Let the signed-in user into the area, or raise 404; binds the transaction to the area."""
    if "\0" in request.path_info:
        raise Http404
    actor = Actor.entering(slug, cast(User, request.user))
    set_context(area_id=actor.area_id, user_id=actor.user_id)
    request.actor = actor  # type: ignore[attr-defined]
    return actor


def enter_by_key(request: HttpRequest, slug: str, key: ApiKey) -> Actor:
    """Let another system into the area of its key, or raise 404 as for any stranger.

    A refusal is written down in the key's own area, never in the one that it knocked at.
    """
    actor = Actor.by_key(key)
    request.actor = actor  # type: ignore[attr-defined]
    if "\0" in request.path_info or key.area.slug != slug or not key.area.is_live:
        raise Http404
    set_context(area_id=actor.area_id, user_id=None)
    return actor


def area_view(perm: Perm) -> Callable[[AreaPage[P]], Callable[..., HttpResponse]]:
    """Guard a page: `view(request, actor, ...)` runs only for a member with the permission."""

    def decorate(view: AreaPage[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def door(
            request: HttpRequest, /, area: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            actor = enter(request, area)
            actor.must(perm)
            answer = _once(request, actor, lambda: view(request, actor, *args, **kwargs))
            return _in_words(request, answer)

        door.area_perm = perm  # type: ignore[attr-defined]
        return door

    return decorate


def _in_words(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Whoever signs in again after pressing a button asks for its address: an empty page is no way
    on.
    """
    if isinstance(answer, HttpResponseNotAllowed):
        answer.content = render_to_string("405.html", request=request).encode()
    return answer


def _form_key(request: HttpRequest) -> UUID | None:
    """The printed form together with what was answered in it; none where the page sent no key."""
    try:
        printed = UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None
    answers = sorted(
        (name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken"
    )
    return uuid5(printed, repr((request.path, answers, _files(request))))


def _files(request: HttpRequest) -> list[tuple[str, str]]:
    """Which files came with the answers: another file is another answer."""
    found = []
    for name, files in request.FILES.lists():
        for file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            found.append((name, digest.hexdigest()))
    return found


def _once(request: HttpRequest, actor: Actor, answer: Callable[[], HttpResponse]) -> HttpResponse:
    key = _form_key(request) if request.method == "POST" else None
    if key is None:
        return answer()
    if not _is_first(actor, key):
        return HttpResponseRedirect(
            _receipts(actor, key).values_list("location", flat=True)[0] or request.path
        )
    response = answer()
    if isinstance(response, HttpResponseRedirect):
        _receipts(actor, key).update(location=response.url[:400])
    else:
        _receipts(actor, key).delete()
    return response


def _receipts(actor: Actor, key: UUID) -> AreaQuerySet[FormReceipt]:
    return FormReceipt.objects.visible_to(actor).filter(user=actor.user, key=key)


def _is_first(actor: Actor, key: UUID) -> bool:
    """Take the form's key. A second press waits here until the first one has committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO areas_formreceipt (id, area_id, user_id, key, location, at) "
            "VALUES (gen_random_uuid(), %s, %s, %s, '', %s) ON CONFLICT DO NOTHING",
            [actor.area_id, actor.user_id, key, clock.now()],
        )
        return bool(cursor.rowcount)

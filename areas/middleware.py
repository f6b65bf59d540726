"""One transaction around the whole request, bound to its user; the door binds it to an area.

A refusal (4xx) rolls the business back and is written down in a transaction of its own; a failure
(5xx) only reaches the log (architecture 11.3). Outside an area a refusal has no business to roll
back and keeps its transaction: the counters of the sign-in stand in it, and must count a failed try
however it was sent. What another system does with its key is counted in either transaction.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.context import RequestMark, current_request
from audit.models import Event
from audit.record import keep_seen, record
from rjcase import clock

from .actor import Actor
from .api_keys import count_use, presented
from .models import SecurityEvent
from .problems import API, problem
from .tenancy import in_area

LOCK_TIMEOUT, DEADLOCK = "55P03", "40P01"
SHOWN_ALTHOUGH_REFUSED = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


class StreamedFromArea(Exception):
    """A page of an area streamed its answer: rows would be read after the transaction and its area
    have ended.
    """


def _mark(request: HttpRequest) -> RequestMark:
    key = request.session.session_key
    return RequestMark(
        request_id=uuid.uuid4(),
        session_hash=hashlib.sha256(key.encode()).hexdigest() if key else "",
    )


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "unknown"


def _write_refusal(request: HttpRequest, status: int) -> None:
    actor = _actor(request)
    if actor is None:
        _write_refusal_outside(request, status)
        return
    with in_area(actor.area_id, actor.user_id):
        count_use(request, now=clock.now())
        if status in SHOWN_ALTHOUGH_REFUSED:
            keep_seen()
        record(
            "request.refused",
            ("page", _page(request)),
            by=actor,
            outcome=Event.Outcome.REFUSED,
            status=status,
        )


def _write_refusal_outside(request: HttpRequest, status: int) -> None:
    """A stranger at an area's door, or any other refusal of somebody signed in; a mistyped address
    is neither.
    """
    found = request.resolver_match
    if found is None or not request.user.pk:
        return
    at_a_door = status == HTTPStatus.NOT_FOUND and "area" in found.kwargs
    SecurityEvent.objects.create(
        kind=SecurityEvent.Kind.STRANGER if at_a_door else SecurityEvent.Kind.REFUSED,
        user_id=request.user.pk,
        request_id=current_request.get().request_id,
        page=_page(request)[:80],
    )


def _actor(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)


class AreaTransaction:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == reverse("alive"):
            return self.get_response(request)
        token = current_request.set(_mark(request))
        try:
            response = self._inside(request)
            if 400 <= response.status_code < 500:
                _write_refusal(request, response.status_code)
        finally:
            current_request.reset(token)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """Somebody else holds the row for too long: told as a lost race, never as a failure."""
        held = getattr(failure.__cause__, "pgcode", "") in {LOCK_TIMEOUT, DEADLOCK}
        if not (held and isinstance(failure, OperationalError)):
            return None
        message = _("Somebody else is saving the same record at this moment.")
        if request.path_info.startswith(API):
            return problem(request, HTTPStatus.CONFLICT, message)
        return HttpResponse(render_to_string("409.html", {"message": message}), status=409)

    def _inside(self, request: HttpRequest) -> HttpResponseBase:
        with in_area(None, request.user.pk, key_hash=presented(request)):
            response = self.get_response(request)
            entered = _actor(request) is not None
            if entered and cast(HttpResponse, response).streaming:
                raise StreamedFromArea
            if response.status_code >= 500 or (response.status_code >= 400 and entered):
                transaction.set_rollback(True)
            elif entered:
                count_use(request, now=clock.now())
        return response

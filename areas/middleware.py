"""One transaction around the whole request, bound to its user; the door binds it to an area.

A refusal (4xx) rolls the business back and is written down in a transaction of its own; a failure (5xx)
only reaches the log (architecture 11.3).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from audit.context import RequestMark, current_request
from audit.models import Event
from audit.record import record

from .actor import Actor
from .models import SecurityEvent
from .tenancy import in_area


def _mark(request: HttpRequest) -> RequestMark:
    key = request.session.session_key
    return RequestMark(request_id=uuid.uuid4(), session_hash=hashlib.sha256(key.encode()).hexdigest() if key else "")


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "unknown"


def _write_refusal(request: HttpRequest, status: int) -> None:
    actor: Actor | None = getattr(request, "actor", None)
    user_id = request.user.pk
    if actor is None:
        if user_id:
            SecurityEvent.objects.create(
                kind=SecurityEvent.Kind.STRANGER,
                user_id=user_id,
                request_id=current_request.get().request_id,
                page=_page(request),
            )
        return
    with in_area(actor.area_id, actor.user_id):
        record("request.refused", ("page", _page(request)), by=actor, outcome=Event.Outcome.REFUSED, status=status)


class AreaTransaction:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = current_request.set(_mark(request))
        try:
            with in_area(None, request.user.pk):
                response = self.get_response(request)
                if response.status_code >= 400:
                    transaction.set_rollback(True)
            if 400 <= response.status_code < 500:
                _write_refusal(request, response.status_code)
        finally:
            current_request.reset(token)
        if isinstance(response, HttpResponse) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

"""The door of the API: the same strangers, the same permissions, JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from rjcase import clock

from .actor import Actor
from .api_keys import kind_of_use, refuse_too_many
from .door import enter, enter_by_key
from .models import ApiKey
from .problems import MEDIA_TYPE, Problem, body, sentence
from .roles import Perm


class AreaApi(APIView):
    """First among the bases of every API view under `/api/v1/areas/<area>/`.

    It lets in a signed-in member, or another system by its key. `perm` is what it asks for, and
    `perms` what a method asks for instead.
    """

    perm: ClassVar[Perm]
    perms: ClassVar[Mapping[str, Perm]] = {}
    actor: Actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        area, key = kwargs.get("area", ""), request.auth
        if isinstance(key, ApiKey):
            self.actor = enter_by_key(request._request, area, key)
            refuse_too_many(key, kind_of_use(request._request), now=clock.now())
        else:
            self.actor = enter(request._request, area)
        self.actor.must(self.perms.get(str(request.method), self.perm))


def answer(failure: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: what it answers, as a problem."""
    response = exception_handler(failure, context)
    if response is None:
        return None
    slug, errors = "", None
    if isinstance(failure, Problem):
        slug, errors = failure.slug, failure.errors
        for name, value in failure.headers.items():
            response[name] = value
    response.data = body(response.status_code, slug=slug, detail=sentence(failure), errors=errors)
    response.content_type = MEDIA_TYPE
    return response

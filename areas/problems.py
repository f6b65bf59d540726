"""Every refusal of the API as `application/problem+json` (RFC 9457).

`type` is `urn:rjcase:problem:<slug>`; the slugs stand in `SLUGS` and in docs/guide/api.md. Nothing
of what was sent is repeated but the names of fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

MEDIA_TYPE = "application/problem+json"
API = "/api/"
SLUGS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "bad-request",
    HTTPStatus.UNAUTHORIZED: "no-key",
    HTTPStatus.FORBIDDEN: "not-allowed",
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.NOT_ACCEPTABLE: "not-acceptable",
    HTTPStatus.CONFLICT: "busy",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "media-type",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid-body",
    HTTPStatus.TOO_MANY_REQUESTS: "too-many",
    HTTPStatus.INTERNAL_SERVER_ERROR: "failure",
}


class Problem(exceptions.APIException):
    """A refusal with a slug of its own; `errors` say which parts of the request are meant."""

    slug = ""

    def __init__(
        self,
        detail: str | Promise | None = None,
        *,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(None if detail is None else str(detail))
        self.errors = errors or []
        self.headers = headers or {}


class BadRequest(Problem):
    status_code = HTTPStatus.BAD_REQUEST
    default_detail = gettext_lazy("The request cannot be understood.")


class InvalidBody(Problem):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy("Some of what was sent cannot be taken. Nothing was saved.")


class TooLarge(Problem):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TooMany(Problem):
    status_code = HTTPStatus.TOO_MANY_REQUESTS


def body(status: int, *, slug: str = "", detail: str = "", errors: Any = None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": f"urn:rjcase:problem:{slug or SLUGS.get(status, 'bad-request')}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    return {**told, "errors": errors} if errors else told


def problem(request: HttpRequest, status: int, detail: str = "") -> JsonResponse:
    """A problem from outside the views of the API: an unknown address, a failure."""
    return JsonResponse(body(status, detail=detail), status=status, content_type=MEDIA_TYPE)


def pointed(errors: Any, at: str = "#") -> Iterator[dict[str, str]]:
    """The errors of a serializer as `pointer` and `detail`, one for each sentence."""
    if isinstance(errors, dict):
        for name, below in errors.items():
            own = at if name == "non_field_errors" else f"{at}/{_escaped(str(name))}"
            yield from pointed(below, own)
    else:
        for one in errors:
            yield {"pointer": at, "detail": str(one)}


def _escaped(name: str) -> str:
    whole = name[:80].encode(errors="replace").decode()
    return whole.replace("~", "~0").replace("/", "~1")


def sentence(failure: Exception) -> str:
    if isinstance(failure, Http404):
        return _("There is nothing at this address.")
    if isinstance(failure, exceptions.APIException) and isinstance(failure.detail, str):
        return str(failure.detail)
    return _("You do not have permission to perform this action.")

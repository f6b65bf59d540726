"""The schema of the API, for partners to read before they have a key. It holds no data."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import translation
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from .fields import Strict

ENUM_MARK = "x-spec-enum-id"
PLACE = "api/v1/areas/<slug:area>/"


@login_not_required
@require_GET
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(written(), content_type="application/vnd.oai.openapi+json; version=3.1")


@cache
def written() -> str:
    """The schema as JSON: made once, in the language of the service."""
    with translation.override(settings.LANGUAGE_CODE):
        generator: Any = SchemaGenerator(patterns=[path(PLACE, include("referrals.urls.api"))])  # type: ignore[no-untyped-call]
        made: dict[str, Any] = generator.get_schema(request=None, public=True)
        for part in _strict(Strict):
            made["components"]["schemas"][part]["additionalProperties"] = False
        return json.dumps(_plain(made))


def _plain(part: Any) -> Any:
    """Without the generator's own marks."""
    if isinstance(part, dict):
        return {name: _plain(below) for name, below in part.items() if name != ENUM_MARK}
    return [_plain(one) for one in part] if isinstance(part, list) else part


def _strict(of: type[Strict]) -> list[str]:
    return [part.__name__ for part in of.__subclasses__()]

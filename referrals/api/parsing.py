"""The body of a request and its key, read strictly and within limits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from areas.problems import BadRequest, TooLarge

KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 255


class StrictJson(BaseParser):
    """JSON in UTF-8, no larger than `API_BODY_LIMIT` bytes."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.API_BODY_LIMIT
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge(_("The body may be %(limit)s bytes at most.") % {"limit": limit})
        try:
            return json.loads(raw.decode(), parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise ParseError(_("The body is not JSON in UTF-8.")) from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def fingerprint(data: Any) -> str:
    """SHA-256 of the canonical form: the order of names and the spaces between do not count."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def key_of(request: Request) -> str:
    """The `Idempotency-Key` of a request, with or without quotes round it; raises BadRequest."""
    key = request.headers.get(KEY_HEADER, "").strip().removeprefix('"').removesuffix('"')
    if not key:
        raise _bad_key(
            _("Send an Idempotency-Key, such as a UUID, and the same one on each retry.")
        )
    if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise _bad_key(
            _("The Idempotency-Key may be %(longest)s printable ASCII characters at most.")
            % {"longest": LONGEST_KEY}
        )
    return key


def _bad_key(sentence: str) -> BadRequest:
    refused = BadRequest(sentence, errors=[{"header": KEY_HEADER, "detail": sentence}])
    refused.slug = "idempotency-key"
    return refused

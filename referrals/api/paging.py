"""Pages by cursor: nothing is counted, and what comes in meanwhile moves no page."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from areas.problems import BadRequest


class Newest(CursorPagination):
    """The latest received first."""

    page_size = 25
    ordering = ("-received_at", "-pk")

    def decode_cursor(self, request: Request) -> Cursor | None:
        """A cursor is a moment of `received_at`; anything else was made up."""
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            raise _made_up() from None
        if cursor is not None and cursor.position is not None and not _moment(cursor.position):
            raise _made_up()
        return cursor


def _moment(position: Any) -> bool:
    try:
        found = parse_datetime(str(position))
    except ValueError:
        return False
    return found is not None and found.tzinfo is not None


def _made_up() -> BadRequest:
    sentence = _("Take the cursor from `next` or `previous`, as it is.")
    return BadRequest(sentence, errors=[{"parameter": "cursor", "detail": sentence}])

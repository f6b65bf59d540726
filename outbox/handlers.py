"""Who does what for a kind of entry: apps above register a function in their `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from areas.actor import Actor

from .models import Entry

Handler = Callable[[Entry, Actor, datetime], None]
_handlers: dict[str, Handler] = {}


class NobodyHandles(LookupError):
    """No app has registered the kind."""


def register(kind: str, handler: Handler) -> None:
    """The one function that does entries of this kind; it must be safe to run twice."""
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler:
    try:
        return _handlers[kind]
    except KeyError:
        raise NobodyHandles(kind) from None


def message_id(entry_id: UUID, *, at: str = "rjcase.invalid") -> str:
    """The Message-ID of what an entry sends: the same however often it is sent."""
    return f"<{entry_id}@{at}>"

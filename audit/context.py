"""What the audit knows of the request under way; set by the transaction middleware, empty in tasks
and commands.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from .models import Event


@dataclass(frozen=True, slots=True)
class RequestMark:
    """Which request this is, the SHA-256 of its session key (never the key itself), and what it has
    seen so far.
    """

    request_id: UUID | None = None
    session_hash: str = ""
    seen: list[Event] = field(default_factory=list, compare=False)


NO_REQUEST = RequestMark()
current_request: ContextVar[RequestMark] = ContextVar("current_request", default=NO_REQUEST)

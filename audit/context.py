"""What the audit knows of the request under way; set by the transaction middleware, empty in tasks and commands."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RequestMark:
    """Which request this is, and the SHA-256 of its session key: never the key itself."""

    request_id: UUID | None = None
    session_hash: str = ""


current_request: ContextVar[RequestMark] = ContextVar("current_request", default=RequestMark())

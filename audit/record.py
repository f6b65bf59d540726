"""The one way into the audit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models

from .context import current_request
from .models import Event

Code = str | int | bool | None | list[str]
Done = tuple[str, models.Model, Mapping[str, Code]]
"""One change: a verb, a row and its detail."""
_A_CODE = re.compile(r"[\w.:/+-]{0,80}")
_A_TELEPHONE = re.compile(r"\+?\d{10,15}")
WRITE = """
INSERT INTO audit_event (id, area_id, actor_id, on_behalf_of, session_hash, request_id, verb,
    subject_type, subject_id, outcome, detail)
VALUES """
ONE_EVENT = f"({', '.join(['%s'] * 11)})"
READS = frozenset({"viewed", "listed", "searched", "revealed", "downloaded", "printed", "exported"})


class By(Protocol):
    """Whoever acts: an area and, unless it is the system itself, a user or the key of another
    system.
    """

    @property
    def area_id(self) -> UUID: ...
    @property
    def user_id(self) -> UUID | None: ...
    @property
    def key_id(self) -> UUID | None: ...


class NotACode(ValueError):
    """Something other than a code was about to enter the audit's detail."""


def _is_code(value: object) -> bool:
    if isinstance(value, str):
        return bool(_A_CODE.fullmatch(value)) and not _A_TELEPHONE.fullmatch(value)
    return value is None or isinstance(value, int)


def _checked(name: str, value: Code) -> Code:
    if not all(map(_is_code, value if isinstance(value, list) else [value])):
        raise NotACode(name)
    return value


def record(
    verb: str,
    subject: models.Model | tuple[str, str],
    *,
    by: By,
    outcome: Event.Outcome = Event.Outcome.DONE,
    **detail: Code,
) -> Event:
    """Write one event inside the transaction that makes the change or shows the page.

    `subject` is a row, or a pair of type and id where there is none. Raises NotACode when a detail
    is anything but codes and whole numbers: free text about a person never enters the log.
    """
    event = _event(verb, subject, detail, by=by)
    event.outcome = outcome
    event.save(force_insert=True)
    mark = current_request.get()
    if mark.request_id and verb.rpartition(".")[2] in READS:
        mark.seen.append(event)
    return event


def record_all(done: Iterable[Done], *, by: By) -> None:
    """Write the events of several changes in one statement, which Django need not put together."""
    events = [_event(*one, by=by) for one in done]
    if not events:
        return
    values = [value for event in events for value in _values(event)]
    with connection.cursor() as cursor:
        cursor.execute(WRITE + ", ".join([ONE_EVENT] * len(events)), values)


def _values(event: Event) -> list[Any]:
    """The columns of `WRITE`; the rest of an event the database fills in itself."""
    who = [event.id, event.area_id, event.actor_id, event.on_behalf_of]
    where = [event.session_hash, event.request_id]
    what = [event.verb, event.subject_type, event.subject_id, event.outcome]
    return [*who, *where, *what, json.dumps(event.detail)]


def _event(
    verb: str, subject: models.Model | tuple[str, str], detail: Mapping[str, Code], *, by: By
) -> Event:
    kind, pk = subject if isinstance(subject, tuple) else (subject._meta.label, str(subject.pk))
    mark = current_request.get()
    return Event(
        area_id=by.area_id,
        actor_id=by.user_id,
        on_behalf_of=by.key_id,
        session_hash=mark.session_hash,
        request_id=mark.request_id,
        verb=verb,
        subject_type=str(_checked("subject", kind)),
        subject_id=str(_checked("subject", pk)),
        outcome=Event.Outcome.DONE,
        detail={name: _checked(name, value) for name, value in detail.items()},
    )


def keep_seen() -> None:
    """Write again what the present request saw: its page is shown although its transaction was
    rolled back.
    """
    Event.objects.bulk_create(current_request.get().seen)

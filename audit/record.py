"""The one way into the audit."""

from __future__ import annotations

import re
from typing import Protocol
from uuid import UUID

from django.db import models

from .context import current_request
from .models import Event

Code = str | int | bool | None | list[str]
_A_CODE = re.compile(r"[\w.:@/+-]{0,80}")


class By(Protocol):
    """Whoever acts: an area and, unless it is the system itself, a user."""

    @property
    def area_id(self) -> UUID: ...
    @property
    def user_id(self) -> UUID | None: ...


class NotACode(ValueError):
    """Something other than a code was about to enter the audit's detail."""


def _checked(name: str, value: Code) -> Code:
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and not _A_CODE.fullmatch(text):
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
    is anything but codes, numbers and dates: free text about a person never enters the log.
    """
    kind, pk = subject if isinstance(subject, tuple) else (subject._meta.label, str(subject.pk))
    mark = current_request.get()
    return Event.objects.create(
        area_id=by.area_id,
        actor_id=by.user_id,
        session_hash=mark.session_hash,
        request_id=mark.request_id,
        verb=verb,
        subject_type=kind,
        subject_id=pk,
        outcome=outcome,
        detail={name: _checked(name, value) for name, value in detail.items()},
    )

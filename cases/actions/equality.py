"""That somebody in a case was asked about equality. The answers stay apart from the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from areas.actor import Actor
from cases.models import Participant
from people.monitoring import record_equality

from .case_work import work_with
from .timeline import tell


@transaction.atomic
def ask_about_equality(
    participant: Participant,
    *,
    answers: Mapping[str, str],
    not_asked: str,
    by: Actor,
    now: datetime,
) -> None:
    """Keep what they told with the person, and in the case only that they were asked, or why not.
    Raises CaseClosed.
    """
    case, row = work_with(participant, by=by)
    record_equality(row.person, answers=answers, not_asked=not_asked, by=by, now=now)
    codes: dict[str, Any] = {"not_asked": not_asked}
    tell(case, "equality.recorded", row, by=by, now=now, about=row, **codes)

"""Quick entry after a day of visits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from areas.actor import Actor
from cases.models import Session
from cases.queries.sessions import named

from .activity import CaseClosed, ImpossibleDay
from .case_work import WorkRefused
from .sessions import settle_session


class VisitRefused(WorkRefused):
    """One of several sessions cannot be recorded as was said. `session` is its key."""

    def __init__(self, session: UUID, sentence: str) -> None:
        super().__init__(sentence)
        self.session = session


@transaction.atomic
def settle_visits(
    told: Mapping[UUID, Mapping[str, Any]], *, by: Actor, now: datetime
) -> list[Session]:
    """Say what became of several planned sessions, each at its planned time: all or none.

    Raises VisitRefused, SomebodyWasFirst.
    """
    settled = []
    for session in named(by, list(told)):
        answers: dict[str, Any] = dict(told[session.pk])
        try:
            settled.append(
                settle_session(session, happened_at=session.happened_at, by=by, now=now, **answers)
            )
        except (ImpossibleDay, CaseClosed, WorkRefused) as refused:
            raise VisitRefused(session.pk, str(refused)) from refused
    return settled

"""Correcting what was recorded of a session: what it said before is kept beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from cases.models import Case, Companion, Session
from cases.queries.sessions import (
    CORRECTIONS,
    RECORDED,
    answers_in,
    corrections_in,
    version_of,
)
from cases.stages import Attendance
from ui.dates import moment

from .case_work import WorkRefused, work_on
from .session_written import Details, write_down
from .timeline import tell

FIGURES = ("attendance", "whose_doing", "minutes", "travel_minutes")
TEXTS = ("place", "establishment", "note", "information", "information_format")


@transaction.atomic
def correct_session(
    session: Session,
    *,
    seen: int,
    attendance: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    **details: Unpack[Details],
) -> Session:
    """Put right what was recorded of a session; the history says what the figures were.

    `seen` is which telling of it the writer was shown. Raises Stale, WorkRefused, ImpossibleDay,
    CaseClosed.
    """
    case, row = _recorded(session, by=by)
    kept = corrections_in(row)
    if version_of(row) != seen:
        raise Stale(_("%(name)s corrected this session on %(when)s.") % _last(kept))
    before = _as_it_is(row, by)
    row.attendance, row.happened_at = Attendance(attendance), happened_at
    write_down(row, case, details, by=by, now=now)
    after = _as_it_is(row, by)
    if after == before:
        raise WorkRefused(_("Change what was recorded, or leave it as it is."))
    _keep(row, [*kept, before | {"by": by.user.name if by.user else "", "at": now.isoformat()}])
    _tell(row, case, before, after, by=by, now=now)
    return row


def _recorded(session: Session, *, by: Actor) -> tuple[Case, Session]:
    """The open case and the session, both locked, if it is known what became of it."""
    case = work_on(session.participant.case, by=by)
    rows = Session.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=session.pk, participant__case=case)
    if row.attendance not in RECORDED:
        raise WorkRefused(_("Only a session of which it was recorded how it went is corrected."))
    return case, row


def _last(kept: list[dict[str, Any]]) -> dict[str, str]:
    if not kept:
        return {"name": _("Somebody"), "when": ""}
    return {"name": kept[-1]["by"], "when": moment(datetime.fromisoformat(kept[-1]["at"]))}


def _as_it_is(row: Session, by: Actor) -> dict[str, Any]:
    """Everything that a correction can change, as it is kept."""
    rows = Companion.objects.visible_to(by).filter(session=row)
    beside = rows.select_related("participant__person").order_by("pk")
    return {
        "happened_at": row.happened_at.astimezone(UTC).isoformat(),
        **{name: getattr(row, name) for name in (*FIGURES, *TEXTS)},
        "companions": sorted(one.participant.person.short_name for one in beside),
        "answers": answers_in(row),
    }


def _keep(row: Session, corrections: list[dict[str, Any]]) -> None:
    row.prompts = json.dumps({**answers_in(row), CORRECTIONS: corrections})
    row.save(update_fields=["prompts"])


def _tell(
    row: Session,
    case: Case,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """The figures as they were and as they are, and that words were changed: never the words."""
    codes: dict[str, Any] = {"purpose": row.purpose}
    for name in ("happened_at", *FIGURES):
        codes |= {name: after[name], f"{name}_before": before[name]}
    words = any(before[name] != after[name] for name in (*TEXTS, "companions", "answers"))
    codes |= {"words": True} if words else {}
    tell(case, "session.corrected", row, by=by, now=now, about=row.participant, **codes)

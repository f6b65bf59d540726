"""The sessions of a case, how each came to its time, and those that wait to be recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch
from django.db.models.functions import TruncDate
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, Companion, Participant, Session
from cases.stages import Attendance, Information, Side, WhoseDoing
from cases.stages.prompts import Prompt
from ui.dates import LONDON

from .activities import of_case
from .establishments import name_of

CORRECTIONS = "corrections"
"""Under which key, beside the answers to the prompts, stands what was corrected."""
RECORDED = (Attendance.HELD, Attendance.NOT_ATTENDED, Attendance.CANCELLED)
"""What became of a session that can be corrected: one that was moved has another in its place."""


def sessions_of(actor: Actor, case: Case) -> AreaQuerySet[Session]:
    """The sessions of a visible case, newest first, with who was there and what they were moved to
    and from.
    """
    rows = Session.objects.visible_to(actor).filter(participant__case=case)
    return _with_people(actor, rows).order_by("-happened_at", "pk")


def planned_of(rows: AreaQuerySet[Session]) -> AreaQuerySet[Session]:
    """Of these those that are planned, the next first."""
    return rows.filter(attendance=Attendance.PLANNED).order_by("happened_at", "pk")


def get_session(actor: Actor, case: Case, pk: UUID) -> Session:
    rows = sessions_of(actor, case).select_related(
        "participant__case", "participant__person", "moved_to", "moved_from", "recorded_by"
    )
    return get_object_or_404(rows, pk=pk)


def session_with(participant: Participant, key: str, actor: Actor) -> Session | None:
    """The session with somebody that has this key, as an address gave it, if there is one."""
    try:
        pk = UUID(key)
    except ValueError:
        return None
    return Session.objects.visible_to(actor).filter(participant=participant, pk=pk).first()


def companions_for(participant: Participant, actor: Actor) -> AreaQuerySet[Participant]:
    """Who else of the case may be at a session with somebody: those of their side, or of none."""
    sides = (participant.side, Side.NEUTRAL)
    return of_case(actor, participant.case).filter(side__in=sides).exclude(pk=participant.pk)


def chain_of(session: Session, actor: Actor) -> list[Session]:
    """The session with those that it was moved from and to, the first first."""
    rows = Session.objects.visible_to(actor).filter(participant=session.participant_id)
    by_key = {row.pk: row for row in rows}
    before = {row.moved_to_id: row.pk for row in by_key.values() if row.moved_to_id}
    first = session.pk
    while first in before:
        first = before[first]
    chain = [by_key[first]]
    while (following := chain[-1].moved_to_id) is not None:
        chain.append(by_key[following])
    return chain


def answers_in(session: Session) -> dict[str, str]:
    """What was answered to the prompts, by the code of the question."""
    found: dict[str, Any] = json.loads(session.prompts or "{}")
    return {code: text for code, text in found.items() if code != CORRECTIONS}


def corrections_in(session: Session) -> list[dict[str, Any]]:
    """What a session said before each of its corrections, the first first."""
    found: list[dict[str, Any]] = json.loads(session.prompts or "{}").get(CORRECTIONS, [])
    return found


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a session said until somebody corrected it: `told` are its lines by their names."""

    by: str
    at: datetime
    happened_at: datetime
    told: Sequence[tuple[str, str]]


def corrected_of(session: Session) -> list[Corrected]:
    """What a session said before, the latest first, in words."""
    return [
        Corrected(
            one["by"],
            datetime.fromisoformat(one["at"]),
            datetime.fromisoformat(one["happened_at"]),
            [(str(name), said) for name, said in _in_words(one) if said],
        )
        for one in reversed(corrections_in(session))
    ]


def _in_words(one: Mapping[str, Any]) -> list[tuple[object, str]]:
    answers = [(prompt.label, one["answers"].get(prompt.value, "")) for prompt in Prompt]
    whose = dict(WhoseDoing.choices).get(one["whose_doing"], "")
    told = "; ".join(str(Information(code).label) for code in one["information"])
    return [
        (_("What became of it"), str(Attendance(one["attendance"]).label)),
        (_("Whose doing it was"), str(whose)),
        (_("Where"), ", ".join(filter(None, (name_of(one["establishment"]), one["place"])))),
        (_("Minutes"), str(one["minutes"] or "")),
        (_("Minutes of travel"), str(one["travel_minutes"] or "")),
        (_("Also there"), ", ".join(one["companions"])),
        (_("Information given"), told),
        (_("Note"), one["note"]),
        *answers,
    ]


def version_of(session: Session) -> int:
    """Which telling of it this is: the first, or one more for each correction."""
    return len(corrections_in(session)) + 1


def answers_of(session: Session) -> list[tuple[str, str]]:
    """Each question that was answered, in the order of the list, with what was said."""
    told = answers_in(session)
    return [(str(one.label), told[one.value]) for one in Prompt if one.value in told]


def to_record(actor: Actor, on: date) -> AreaQuerySet[Session]:
    """The planned sessions of one day in the open cases that are given to the actor."""
    start = datetime.combine(on, time(), LONDON)
    end = datetime.combine(on + timedelta(days=1), time(), LONDON)
    return _mine(actor).filter(happened_at__gte=start, happened_at__lt=end)


def named(actor: Actor, keys: list[UUID]) -> AreaQuerySet[Session]:
    """Sessions in the actor's cases, whatever became of them since the page was shown."""
    return _given(actor).filter(pk__in=keys)


def other_days(actor: Actor, on: date, *, now: datetime) -> list[tuple[date, int]]:
    """Earlier days, and today, on which sessions still wait to be recorded, with how many."""
    past = _mine(actor).filter(happened_at__lte=now).order_by()
    counted = past.annotate(on=TruncDate("happened_at", tzinfo=LONDON)).values_list("on")
    found = counted.annotate(n=Count("pk", distinct=True)).order_by("on")
    return [(one, n) for one, n in found if one != on]


def _mine(actor: Actor) -> AreaQuerySet[Session]:
    return _given(actor).filter(attendance=Attendance.PLANNED)


def _given(actor: Actor) -> AreaQuerySet[Session]:
    given = Case.objects.visible_to(actor).open()
    given = given.filter(workers__user=actor.user, workers__until_at=None)
    rows = Session.objects.visible_to(actor).filter(participant__case__in=given.values("pk"))
    return rows.select_related("participant__case", "participant__person").order_by(
        "happened_at", "pk"
    )


def _with_people(actor: Actor, rows: AreaQuerySet[Session]) -> AreaQuerySet[Session]:
    others = Companion.objects.visible_to(actor).select_related("participant__person")
    rows = rows.select_related("participant__person", "moved_to", "moved_from")
    return rows.prefetch_related(Prefetch("companions", queryset=others))

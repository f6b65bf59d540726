"""What is written down of a session: how long it was, where, who was there and what was said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypedDict

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Companion, Participant, Session
from cases.stages import Attendance, Side, WhoseDoing
from cases.stages.prompts import Prompt
from ui.dates import hour

from .activity import ImpossibleDay, must_have_happened
from .case_work import WorkRefused
from .information import given
from .participants import reached

ROUNDED = timedelta(minutes=15)
"""By how much the length of a session that has just ended may be rounded up."""
WITH_PEOPLE = (Attendance.PLANNED, Attendance.HELD)


class NoLength(WorkRefused):
    """A session that was held lasted some minutes."""


class NobodyNamed(WorkRefused):
    """A cancelled or moved session says whose doing it was."""


class NotOfThisSide(WorkRefused):
    """Preparation is with one side: nobody of another side or case is there."""


class Details(TypedDict, total=False):
    """What may be told of a session besides when it is and what became of it.

    `prompts` are answers by the code of the question; `companions` who else of the side is there;
    `information` what they were told of restorative justice, which counts as informed.
    """

    minutes: int | None
    place: str
    establishment: str
    travel_minutes: int | None
    whose_doing: str
    note: str
    prompts: Mapping[str, str]
    companions: Sequence[Participant]
    information: Sequence[str]
    information_format: str
    information_language: str


def write_down(session: Session, case: Case, told: Details, *, by: Actor, now: datetime) -> None:
    """Save what a session was, with who was there; whoever came was reached. Raises WorkRefused,
    ImpossibleDay.
    """
    minutes = told.get("minutes")
    _must_be_possible(session, case, minutes, told.get("whose_doing", ""), by=by, now=now)
    held = session.attendance == Attendance.HELD
    session.minutes = minutes if held else None
    cancelled = session.attendance == Attendance.CANCELLED
    session.whose_doing = WhoseDoing(told["whose_doing"]) if cancelled else ""
    for name in ("place", "establishment", "travel_minutes", "note"):
        setattr(session, name, told.get(name, getattr(session, name)))
    answered = {Prompt(code).value: text for code, text in told.get("prompts", {}).items() if text}
    session.prompts = json.dumps(answered) if answered and held else ""
    _inform(session, told)
    session.save()
    _stay(session, told, by=by)
    if held:
        reached(session.participant, two_way=True)


def _inform(session: Session, told: Details) -> None:
    """What they were told of restorative justice; raises NobodyWasTold."""
    what, form = told.get("information", ()), told.get("information_format", "")
    language = told.get("information_language", "")
    is_there = session.attendance == Attendance.HELD
    for name, value in given(what, form, language, is_somebody_there=is_there).items():
        setattr(session, name, value)


def _must_be_possible(
    session: Session, case: Case, minutes: int | None, whose: str, *, by: Actor, now: datetime
) -> None:
    if session.attendance == Attendance.CANCELLED:
        if not whose:
            raise NobodyNamed(_("Select who cancelled it."))
        return
    must_have_happened(case, session.happened_at, by=by, now=now)
    if session.attendance != Attendance.HELD:
        return
    if not minutes:
        raise NoLength(_("Enter how many minutes the session lasted."))
    end = session.happened_at + timedelta(minutes=minutes)
    if end > now + ROUNDED:
        raise ImpossibleDay(
            _("It would last until %(hour)s, which is still to come. Record it when it is over.")
            % {"hour": hour(end)}
        )


def _stay(session: Session, told: Details, *, by: Actor) -> None:
    """Who was there: nobody, where it did not take place."""
    if session.attendance not in WITH_PEOPLE:
        accompany(session, (), by=by)
    elif "companions" in told:
        accompany(session, told["companions"], by=by)


def accompany(session: Session, companions: Sequence[Participant], *, by: Actor) -> None:
    """Write down who else is there, in place of who stood there; raises NotOfThisSide."""
    with_whom = session.participant
    for one in companions:
        beside = one.side in {with_whom.side, Side.NEUTRAL} and one.pk != with_whom.pk
        if one.case_id != with_whom.case_id or not beside:
            raise NotOfThisSide(_("Only people of the same side can be at a preparation session."))
    Companion.objects.visible_to(by).filter(session=session).delete()
    Companion.objects.bulk_create(
        Companion(area_id=by.area_id, session=session, participant=one)
        for one in dict.fromkeys(companions)
    )

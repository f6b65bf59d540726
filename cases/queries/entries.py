"""What one line of a case's history says, for each kind of thing that happens in a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import (
    Agreement,
    AgreementAction,
    CaseWorker,
    Clearance,
    Closure,
    Conference,
    Consent,
    ContactEntry,
    Letter,
    LetterOffer,
    Participant,
    Session,
    StageChange,
    Withdrawal,
)
from cases.stages import Attendance, Stage
from ui.dates import day

Told = tuple[str, str]


def _on(one: Participant) -> str:
    return one.person.short_name


def _stage(row: StageChange) -> Told:
    target = row.get_target_display()
    if not row.source:
        return _("Case opened"), ""
    if row.source == Stage.CLOSED:
        return _("Opened again, at the stage %(stage)s") % {"stage": target}, row.reason
    return _("Moved to %(stage)s") % {"stage": target}, row.reason


def _closure(row: Closure) -> Told:
    return _("Case closed: %(why)s") % {"why": row.get_reason_display()}, row.note


def _worker(row: CaseWorker) -> Told:
    until = _("Until %(day)s.") % {"day": day(row.until_at)} if row.until_at else ""
    values = {"name": row.user.name, "role": row.get_role_display()}
    return _("%(role)s: %(name)s") % values, until


def _contact(row: ContactEntry) -> Told:
    values = {
        "channel": row.get_channel_display(),
        "name": _on(row.participant),
        "outcome": row.get_outcome_display(),
    }
    told = _("Told what restorative justice is.") if row.information_given else ""
    return _("%(channel)s, %(name)s: %(outcome)s") % values, f"{row.note} {told}".strip()


def _consent(row: Consent) -> Told:
    values = {
        "name": _on(row.participant),
        "purpose": row.get_purpose_display(),
        "state": row.get_state_display(),
    }
    return _(
        "Consent of %(name)s: %(purpose)s"
    ) % values, f"{row.get_state_display()}. {row.get_method_display()}."


def _session(row: Session) -> Told:
    values = {
        "purpose": row.get_purpose_display(),
        "name": _on(row.participant),
        "attendance": row.get_attendance_display(),
    }
    return _("%(purpose)s session with %(name)s: %(attendance)s") % values, row.note


def _letter(row: Letter) -> Told:
    values = {"author": _on(row.author), "recipient": _on(row.recipient)}
    return _("Letter from %(author)s to %(recipient)s begun") % values, ""


def _delivery(row: Letter) -> Told:
    values = {"author": _on(row.author), "recipient": _on(row.recipient)}
    return _("Letter from %(author)s delivered to %(recipient)s") % values, ""


def _offer(row: LetterOffer) -> Told:
    values = {"name": _on(row.letter.recipient)}
    answered = _(" on %(day)s") % {"day": day(row.answered_on)} if row.answered_on else ""
    return _("Letter offered to %(name)s") % values, f"{row.get_answer_display()}{answered}."


def _conference(row: Conference) -> Told:
    return f"{row.get_form_display()}: {row.get_attendance_display()}", row.note


def _agreement(row: Agreement) -> Told:
    return _("Outcome agreement made"), ""


def _action(row: AgreementAction) -> Told:
    values = {"name": _on(row.owner), "state": row.get_state_display()}
    return _("Agreed action of %(name)s: %(state)s") % values, row.what


def _clearance(row: Clearance) -> Told:
    values = {"level": row.get_level_display(), "day": day(row.until)}
    return _("Risk signed off: %(level)s, review by %(day)s") % values, row.conditions


def _withdrawal(row: Withdrawal) -> Told:
    title = _("%(name)s withdrew") % {"name": _on(row.participant)}
    return title, f"{row.get_reason_display()}. {row.note}".strip()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: where its rows are, which field says when it happened, and what it says.

    `case` is the way from the row to its case; `people` are what is read along with it.
    """

    code: str
    group: str
    label: str | Promise
    model: type[models.Model]
    happened: str
    tell: Callable[[Any], Told]
    case: str = "case"
    people: tuple[str, ...] = ()
    only: models.Q = models.Q()

    @property
    def is_day(self) -> bool:
        return self.happened.endswith("_on")


ONE = ("participant__person",)
TWO = ("author__person", "recipient__person")
OF_ONE = "participant__case"
Q = models.Q
STAGES, TEAM, RISK = gettext_lazy("Stages"), gettext_lazy("Team"), gettext_lazy("Risk")
CONTACTS, CONSENTS = gettext_lazy("Contacts"), gettext_lazy("Consents")
SESSIONS, LETTERS = gettext_lazy("Sessions"), gettext_lazy("Letters")
MEETINGS, AGREED = gettext_lazy("Meetings"), gettext_lazy("Outcome agreements")
LEAVING = gettext_lazy("Withdrawals")
HELD = ~Q(attendance=Attendance.PLANNED)
OPEN_STEPS = ~Q(target=Stage.CLOSED)

KINDS: tuple[Kind, ...] = (
    Kind("stage", "stages", STAGES, StageChange, "happened_at", _stage, only=OPEN_STEPS),
    Kind("closure", "stages", STAGES, Closure, "happened_on", _closure),
    Kind("worker", "team", TEAM, CaseWorker, "from_at", _worker, people=("user",)),
    Kind("contact", "contacts", CONTACTS, ContactEntry, "happened_at", _contact, OF_ONE, ONE),
    Kind("consent", "consents", CONSENTS, Consent, "happened_on", _consent, OF_ONE, ONE),
    Kind("session", "sessions", SESSIONS, Session, "happened_at", _session, OF_ONE, ONE, HELD),
    Kind("letter", "letters", LETTERS, Letter, "happened_on", _letter, people=TWO),
    Kind("delivery", "letters", LETTERS, Letter, "delivered_on", _delivery, people=TWO),
    Kind(
        "offer",
        "letters",
        LETTERS,
        LetterOffer,
        "happened_on",
        _offer,
        "letter__case",
        ("letter__recipient__person",),
    ),
    Kind("conference", "meetings", MEETINGS, Conference, "happened_at", _conference, only=HELD),
    Kind("agreement", "agreements", AGREED, Agreement, "happened_on", _agreement),
    Kind(
        "action",
        "agreements",
        AGREED,
        AgreementAction,
        "settled_on",
        _action,
        "agreement__case",
        ("owner__person",),
    ),
    Kind("clearance", "risk", RISK, Clearance, "happened_on", _clearance),
    Kind("withdrawal", "withdrawals", LEAVING, Withdrawal, "happened_on", _withdrawal, OF_ONE, ONE),
)
GROUPS = {kind.group: kind.label for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in the case, newest first on the page.

    `when` is a day or a moment; `recorded_on` is set where it was written down over a day later.
    """

    group: str
    title: str
    text: str
    by: str
    when: date | datetime
    recorded_on: date | None

"""A shuttle round: what somebody asked to pass on is written down, checked, offered, passed on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Message, Participant
from cases.queries.message_steps import message_step
from cases.stages import Audience, MessageAnswer, ShuttleState

from .activity import must_have_happened, stamp
from .case_work import WorkRefused, work_on
from .crossing import (
    NotOpposed,
    OwnCheck,
    StepRefused,
    may_cross,
    must_be_open,
    must_be_opposed,
    must_follow,
    pair_of,
    record_agreement,
)
from .notes import write_note
from .participants import took_part
from .timeline import tell


@transaction.atomic
def take_message(
    case: Case,
    *,
    sender: Participant,
    recipient: Participant,
    text: str,
    said_on: date,
    by: Actor,
    now: datetime,
    answers: Message | None = None,
) -> Message:
    """Write down what somebody asked to pass on, in their words; raises WorkRefused."""
    case = work_on(case, by=by)
    must_have_happened(case, said_on, by=by, now=now)
    must_be_opposed(case, sender, recipient)
    pair = pair_of(sender, recipient, by=by)
    if pair is None:
        raise NotOpposed(_("Messages are carried between those whom the case is about."))
    if answers is not None:
        answers = _answered_by(answers, sender, recipient, by=by)
    message = Message.objects.create(
        pair=pair,
        sender=sender,
        recipient=recipient,
        text=text,
        said_on=said_on,
        answers=answers,
        **stamp(by, now),
    )
    _tell(message, "message.said", case, by=by, now=now, on=said_on)
    return message


@transaction.atomic
def change_message(
    message: Message, *, text: str, version: int, by: Actor, now: datetime
) -> Message:
    """Put right what was written down, until it is checked: what it said is kept as a note.

    Its sender agrees anew, and who changed it is the one who wrote it down. Raises WorkRefused,
    Stale.
    """
    case, message = _locked(message, "edit", version=version, by=by)
    if text == message.text:
        raise WorkRefused(_("Change the words of the message, or leave it as it is."))
    _keep_the_former_words(case, message, by=by, now=now)
    message.text, message.consent, message.recorded_by = text, None, by.user
    _save(message, "text", "consent", "recorded_by")
    _tell(message, "message.changed", case, by=by, now=now)
    return message


def _keep_the_former_words(case: Case, message: Message, *, by: Actor, now: datetime) -> None:
    body = "\n\n".join([
        _("A message to be passed on was changed before it was checked. It said:"),
        message.text,
    ])
    told: dict[str, Any] = {"about": message.sender, "happened_at": now, "audience": Audience.TEAM}
    write_note(case, body=body, by=by, now=now, **told)


def _answered_by(
    first: Message, sender: Participant, recipient: Participant, *, by: Actor
) -> Message:
    first = Message.objects.visible_to(by).select_for_update(of=("self",)).get(pk=first.pk)
    if (first.sender_id, first.recipient_id) != (recipient.pk, sender.pk):
        raise NotOpposed(_("An answer goes back to whoever said the first."))
    if not (step := message_step("reply")).is_open(first):
        raise StepRefused(str(step.refusal))
    return first


@transaction.atomic
def check_message(
    message: Message, *, by: Actor, now: datetime, version: int | None = None
) -> Message:
    """Somebody has read it before it crosses; in a sensitive case a second person. Raises
    WorkRefused, Stale.
    """
    case, message = _locked(message, "check", version=version, by=by)
    if by.user_id is None or (case.is_sensitive and by.user_id == message.recorded_by_id):
        raise OwnCheck(
            _("You wrote this message down. In a sensitive case somebody else must check it.")
        )
    message.state = ShuttleState.CHECKED
    message.checked_by, message.checked_at = by.user, now
    _save(message, "state", "checked_by", "checked_at")
    _tell(message, "message.checked", case, by=by, now=now)
    return message


@transaction.atomic
def agree_to_message(
    message: Message,
    *,
    happened_on: date,
    method: str,
    wording_version: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Message:
    """Whoever said it agrees that exactly this is passed on; it stands in the ledger too. Raises
    WorkRefused, Stale.
    """
    case, message = _locked(message, "consent", version=version, by=by)
    must_follow(case, happened_on, message.said_on, by=by, now=now)
    record_agreement(
        message,
        message.sender,
        happened_on=happened_on,
        method=method,
        wording_version=wording_version,
        by=by,
        now=now,
    )
    _save(message, "consent")
    _tell(message, "message.agreed", case, by=by, now=now, on=happened_on)
    return message


@transaction.atomic
def offer_message(
    message: Message,
    *,
    happened_on: date,
    by: Actor,
    now: datetime,
    answer: str = MessageAnswer.WAITING,
    version: int | None = None,
) -> Message:
    """The recipient was told that there is a message, and may have answered at once; raises
    WorkRefused, Stale.
    """
    case, message = _locked(message, "offer", version=version, by=by)
    must_follow(case, happened_on, message.offered_on or message.said_on, by=by, now=now)
    _may_cross(case, message, happened_on, by=by, now=now)
    message.state, message.offered_on = ShuttleState.OFFERED, happened_on
    _save(message, "state", "offered_on")
    _tell(message, "message.offered", case, by=by, now=now, on=happened_on)
    return _settled(message, case, answer, happened_on, by=by, now=now)


@transaction.atomic
def pass_on(
    message: Message,
    *,
    answer: str,
    happened_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Message:
    """What the recipient said to the offer: they heard it, an indirect intervention (C09), or it
    is kept. Raises WorkRefused, Stale.
    """
    case, message = _locked(message, "pass_on", version=version, by=by)
    must_follow(case, happened_on, message.offered_on or message.said_on, by=by, now=now)
    if answer == MessageAnswer.HEARD:
        _may_cross(case, message, happened_on, by=by, now=now)
    return _settled(message, case, answer, happened_on, by=by, now=now)


def _settled(
    message: Message, case: Case, answer: str, on: date, *, by: Actor, now: datetime
) -> Message:
    if answer == MessageAnswer.HEARD:
        message.state, message.passed_on_on = ShuttleState.PASSED_ON, on
        _save(message, "state", "passed_on_on")
        for participant in (message.sender, message.recipient):
            took_part(participant)
        _tell(message, "message.passed_on", case, by=by, now=now, on=on)
    elif answer == MessageAnswer.NOT_NOW:
        message.state = ShuttleState.KEPT
        _save(message, "state")
        _tell(message, "message.kept", case, by=by, now=now, on=on)
    return message


@transaction.atomic
def take_message_back(
    message: Message, *, happened_on: date, by: Actor, now: datetime, version: int | None = None
) -> Message:
    """Whoever said it does not want it passed on any more; raises WorkRefused, Stale."""
    case, message = _locked(message, "take_back", version=version, by=by)
    must_follow(case, happened_on, message.said_on, by=by, now=now)
    message.state, message.consent = ShuttleState.TAKEN_BACK, None
    _save(message, "state", "consent")
    _tell(message, "message.taken_back", case, by=by, now=now, on=happened_on)
    return message


@transaction.atomic
def leave_message_unanswered(
    message: Message, *, happened_on: date, by: Actor, now: datetime, version: int | None = None
) -> Message:
    """The recipient does not wish to answer, and nobody waits for it; raises WorkRefused, Stale."""
    case, message = _locked(message, "unanswered", version=version, by=by)
    must_follow(case, happened_on, message.passed_on_on or message.said_on, by=by, now=now)
    message.unanswered_on = happened_on
    _save(message, "unanswered_on")
    _tell(message, "message.unanswered", case, by=by, now=now, on=happened_on)
    return message


def _locked(message: Message, step: str, *, version: int | None, by: Actor) -> tuple[Case, Message]:
    """Case and message, locked, if the table allows the step and it is as it was seen."""
    seen = message.version if version is None else version
    case = work_on(message.pair.case, by=by)
    rows = Message.objects.visible_to(by).select_for_update(of=("self",)).select_related("pair")
    message = rows.get(pk=message.pk, pair__case=case)
    ends = (message.sender, message.recipient)
    must_be_open(message, message_step(step), ends=ends, seen=seen)
    return case, message


def _may_cross(case: Case, message: Message, on: date, *, by: Actor, now: datetime) -> None:
    ends = (message.sender, message.recipient)
    may_cross(case, message, ends=ends, on=on, by=by, now=now)


def _save(message: Message, *fields: str) -> None:
    message.version += 1
    message.save(update_fields=[*fields, "version"])


def _tell(
    message: Message, kind: str, case: Case, *, by: Actor, now: datetime, **told: Any
) -> None:
    to = str(message.recipient_id)
    tell(case, kind, message, by=by, now=now, about=message.sender, to=to, **told)

"""A letter from one side to the other is written, in versions, and reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Letter, Participant
from cases.queries.letter_steps import step_named
from cases.stages import LetterState, ReviewVerdict

from .activity import must_have_happened, stamp
from .case_work import work_on
from .crossing import NotOpposed, OwnCheck, StepRefused, must_be_opposed
from .letter_step import (
    add_review,
    add_version,
    locked_letter,
    newest_version,
    save_letter,
    tell_of,
)


@transaction.atomic
def write_letter(
    case: Case,
    *,
    author: Participant,
    recipient: Participant,
    body: str,
    happened_on: date,
    by: Actor,
    now: datetime,
    may_know: Sequence[str] = (),
    answers: Letter | None = None,
) -> Letter:
    """Write a letter down as a draft, or as the answer to one; raises WorkRefused."""
    case = work_on(case, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    must_be_opposed(case, author, recipient)
    if answers is not None:
        answers = _answered_by(answers, author, recipient, by=by)
    letter = Letter.objects.create(
        case=case,
        author=author,
        recipient=recipient,
        body=body,
        happened_on=happened_on,
        may_know=list(may_know),
        answers=answers,
        **stamp(by, now),
    )
    add_version(letter, by=by, now=now)
    tell_of(letter, "letter.written", case, by=by, now=now, on=happened_on)
    return letter


def _answered_by(
    first: Letter, author: Participant, recipient: Participant, *, by: Actor
) -> Letter:
    """The letter that is answered: delivered the other way, and answered once."""
    first = Letter.objects.visible_to(by).select_for_update(of=("self",)).get(pk=first.pk)
    if (first.author_id, first.recipient_id) != (recipient.pk, author.pk):
        raise NotOpposed(_("An answer goes from whom the letter was for to whom it is from."))
    if not (step := step_named("reply")).is_open(first):
        raise StepRefused(str(step.refusal))
    return first


@transaction.atomic
def change_letter(
    letter: Letter,
    *,
    body: str,
    version: int,
    by: Actor,
    now: datetime,
    may_know: Sequence[str] | None = None,
) -> Letter:
    """Save another version: a checked letter becomes a draft again, and its author agrees anew.

    Whoever changes the text is from then on the one who wrote it down, and cannot check it.
    Raises WorkRefused, Stale.
    """
    case, letter, _offer = locked_letter(letter, "edit", version=version, by=by)
    newest_version(letter, by=by)
    letter.body, letter.state = body, LetterState.DRAFT
    letter.may_know = letter.may_know if may_know is None else list(may_know)
    letter.recorded_by, letter.checked_by, letter.checked_at = by.user, None, None
    letter.consent = None
    fields = ("body", "state", "may_know", "recorded_by", "checked_by", "checked_at", "consent")
    save_letter(letter, *fields)
    made = add_version(letter, by=by, now=now)
    tell_of(letter, "letter.changed", case, by=by, now=now, number=made.number)
    return letter


@transaction.atomic
def review_letter(
    letter: Letter, *, text: str, by: Actor, now: datetime, version: int | None = None
) -> Letter:
    """Say something of the newest version; raises WorkRefused, Stale."""
    case, letter, _offer = locked_letter(letter, "review", version=version, by=by)
    add_review(letter, ReviewVerdict.COMMENT, text, by=by, now=now)
    tell_of(letter, "letter.reviewed", case, by=by, now=now)
    return letter


@transaction.atomic
def return_letter(
    letter: Letter, *, text: str, by: Actor, now: datetime, version: int | None = None
) -> Letter:
    """A second person has read the letter, and says what must be changed; raises WorkRefused."""
    case, letter, _offer = locked_letter(letter, "return", version=version, by=by)
    _must_be_another(letter, by)
    add_review(letter, ReviewVerdict.CHANGE, text, by=by, now=now)
    save_letter(letter)
    tell_of(letter, "letter.returned", case, by=by, now=now)
    return letter


@transaction.atomic
def check_letter(
    letter: Letter, *, by: Actor, now: datetime, version: int | None = None, text: str = ""
) -> Letter:
    """A second person has read the letter: it may be offered. Raises WorkRefused, Stale."""
    case, letter, _offer = locked_letter(letter, "check", version=version, by=by)
    _must_be_another(letter, by)
    add_review(letter, ReviewVerdict.SAFE, text, by=by, now=now)
    letter.state = LetterState.CHECKED
    letter.checked_by, letter.checked_at = by.user, now
    save_letter(letter, "state", "checked_by", "checked_at")
    tell_of(letter, "letter.checked", case, by=by, now=now)
    return letter


def _must_be_another(letter: Letter, by: Actor) -> None:
    if by.user_id is None or by.user_id == letter.recorded_by_id:
        raise OwnCheck(_("You wrote this letter down. Somebody else must check it."))

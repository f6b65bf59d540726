"""A letter from one side to the other: written, checked, offered, answered, delivered or kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from cases.models import Case, Letter, LetterOffer, Participant
from cases.queries.activities import latest_offer
from cases.queries.letter_steps import step_named
from cases.stages import LEFT, OPPOSED, LetterState, OfferAnswer, ParticipantStatus, Stage
from people.models import Answer

from .activity import ImpossibleDay, must_have_happened, stamp
from .case_work import WorkRefused, work_on
from .participants import took_part
from .timeline import tell

REACHABLE = (
    ParticipantStatus.CONTACTED,
    ParticipantStatus.CONSIDERING,
    ParticipantStatus.WILLING,
    ParticipantStatus.PARTICIPATED,
)


class NotOpposed(WorkRefused):
    """A letter goes from one side of a case to the other."""


class StepRefused(WorkRefused):
    """The letter's state does not allow it."""


class AuthorLeft(WorkRefused):
    """Nobody's letter goes out after they stepped back."""


class RecipientNotReady(WorkRefused):
    """The recipient may not be contacted, or has not said that they are willing to hear."""


class OwnCheck(WorkRefused):
    """Whoever wrote a letter down cannot be the second person."""


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
) -> Letter:
    """Write a letter down as a draft; raises WorkRefused."""
    case = work_on(case, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    sides = (author.side, recipient.side)
    if {author.case_id, recipient.case_id} != {case.pk} or not (
        sides in OPPOSED or sides[::-1] in OPPOSED
    ):
        raise NotOpposed(_("Choose an author and a recipient on opposite sides of this case."))
    letter = Letter.objects.create(
        case=case,
        author=author,
        recipient=recipient,
        body=body,
        happened_on=happened_on,
        **stamp(by, now),
    )
    tell(
        case,
        "letter.written",
        letter,
        by=by,
        now=now,
        on=happened_on,
        about=letter.author,
        to=str(letter.recipient_id),
    )
    return letter


@transaction.atomic
def change_letter(letter: Letter, *, body: str, version: int, by: Actor, now: datetime) -> Letter:
    """Change the text: a checked letter becomes a draft again. Raises WorkRefused, Stale.

    Whoever changes the text is from then on the one who wrote it down, and cannot check it.
    """
    case, letter, _offer = _lock(letter, "edit", version=version, by=by)
    letter.body = body
    letter.state = LetterState.DRAFT
    letter.recorded_by, letter.checked_by, letter.checked_at = by.user, None, None
    _save(letter, "body", "state", "recorded_by", "checked_by", "checked_at")
    tell(
        case,
        "letter.changed",
        letter,
        by=by,
        now=now,
        about=letter.author,
        to=str(letter.recipient_id),
    )
    return letter


@transaction.atomic
def check_letter(letter: Letter, *, by: Actor, now: datetime, version: int | None = None) -> Letter:
    """A second person has read the letter: it may be offered. Raises WorkRefused, Stale."""
    case, letter, _offer = _lock(letter, "check", version=version, by=by)
    if by.user_id is None or by.user_id == letter.recorded_by_id:
        raise OwnCheck(_("You wrote this letter down. Somebody else must check it."))
    letter.state = LetterState.CHECKED
    letter.checked_by, letter.checked_at = by.user, now
    _save(letter, "state", "checked_by", "checked_at")
    tell(
        case,
        "letter.checked",
        letter,
        by=by,
        now=now,
        about=letter.author,
        to=str(letter.recipient_id),
    )
    return letter


@transaction.atomic
def offer_letter(
    letter: Letter, *, happened_on: date, by: Actor, now: datetime, version: int | None = None
) -> LetterOffer:
    """Record that the recipient was offered the letter; raises WorkRefused, Stale."""
    case, letter, last = _lock(letter, "offer", version=version, by=by)
    if case.stage != Stage.CONFERENCE:
        raise StepRefused(
            _("A letter is offered at the stage %(stage)s. Move the case there first.")
            % {"stage": Stage.CONFERENCE.label}
        )
    must_have_happened(case, happened_on, by=by, now=now)
    _not_before(happened_on, last.happened_on if last else letter.happened_on)
    _may_pass(letter)
    offer = LetterOffer.objects.create(letter=letter, happened_on=happened_on, **stamp(by, now))
    letter.state = LetterState.OFFERED
    _save(letter, "state")
    tell(
        case,
        "letter.offered",
        letter,
        by=by,
        now=now,
        on=happened_on,
        about=letter.author,
        row=offer,
        to=str(letter.recipient_id),
    )
    return offer


@transaction.atomic
def answer_offer(
    letter: Letter,
    *,
    answer: str,
    answered_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Record what the recipient said to the latest offer; raises WorkRefused, Stale.

    Until the letter is delivered the answer may change.
    """
    case, letter, offer = _lock(letter, "answer", version=version, by=by)
    assert offer is not None  # noqa: S101 -- the step is open only where there is an offer
    must_have_happened(case, answered_on, by=by, now=now)
    _not_before(answered_on, offer.happened_on)
    offer.answer, offer.answered_on = OfferAnswer(answer), answered_on
    offer.save(update_fields=["answer", "answered_on"])
    letter.state = LetterState.KEPT if answer == OfferAnswer.NOT_NOW else LetterState.OFFERED
    _save(letter, "state")
    tell(
        case,
        "letter.answered",
        letter,
        by=by,
        now=now,
        on=answered_on,
        about=letter.author,
        to=str(letter.recipient_id),
        answer=str(answer),
    )
    return letter


@transaction.atomic
def deliver_letter(
    letter: Letter, *, delivered_on: date, by: Actor, now: datetime, version: int | None = None
) -> Letter:
    """The letter was handed over: an indirect intervention (C09). Raises WorkRefused, Stale."""
    case, letter, offer = _lock(letter, "deliver", version=version, by=by)
    assert offer is not None  # noqa: S101 -- the step is open only where there is an offer
    must_have_happened(case, delivered_on, by=by, now=now)
    _not_before(delivered_on, offer.answered_on or offer.happened_on)
    _may_pass(letter)
    letter.state, letter.delivered_on = LetterState.DELIVERED, delivered_on
    _save(letter, "state", "delivered_on")
    for participant in (letter.author, letter.recipient):
        took_part(participant)
    tell(
        case,
        "letter.delivered",
        letter,
        by=by,
        now=now,
        on=delivered_on,
        about=letter.author,
        to=str(letter.recipient_id),
    )
    return letter


def _lock(
    letter: Letter, step: str, *, version: int | None, by: Actor
) -> tuple[Case, Letter, LetterOffer | None]:
    """Case and letter, locked, if the table allows the step and the letter is as it was seen."""
    seen = letter.version if version is None else version
    case = work_on(letter.case, by=by)
    letter = Letter.objects.visible_to(by).select_for_update().get(pk=letter.pk, case=case)
    if letter.version != seen:
        raise Stale(_("Somebody else changed this letter since you opened the page."))
    offer = latest_offer(by, letter)
    if not (row := step_named(step)).is_open(letter, offer):
        raise StepRefused(str(row.refusal))
    return case, letter, offer


def _save(letter: Letter, *fields: str) -> None:
    letter.version += 1
    letter.save(update_fields=[*fields, "version"])


def _not_before(day: date, earlier: date) -> None:
    if day < earlier:
        raise ImpossibleDay(_("That day is before the step that came before it."))


def _may_pass(letter: Letter) -> None:
    """Asked again at the moment of offering and of delivering."""
    if letter.author.status in LEFT:
        raise AuthorLeft(_("The author has stepped back, so their letter cannot go out."))
    _may_receive(letter.recipient)


def _may_receive(recipient: Participant) -> None:
    if recipient.may_contact == Answer.NO:
        raise RecipientNotReady(
            _("The recipient must not be contacted, so the letter cannot go to them.")
        )
    if recipient.status not in REACHABLE:
        raise RecipientNotReady(
            _("The recipient must have been contacted and not have left. They are: %(status)s.")
            % {"status": recipient.get_status_display()}
        )

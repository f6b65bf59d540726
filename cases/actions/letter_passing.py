"""A letter crosses: agreed to, offered, answered, then delivered, kept or taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Letter, LetterOffer
from cases.queries.ways import may_be_sent
from cases.stages import LetterHandover, LetterState, OfferAnswer

from .activity import stamp
from .case_work import WorkRefused
from .crossing import may_cross, must_follow, record_agreement
from .letter_step import locked_letter, save_letter, tell_of
from .participants import took_part


class NoSafeWay(WorkRefused):
    """A letter is sent only where it is known to be safe."""


@transaction.atomic
def agree_to_letter(
    letter: Letter,
    *,
    happened_on: date,
    method: str,
    wording_version: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """The author agrees that this text is shared; it stands in the ledger too. Raises WorkRefused,
    Stale.
    """
    case, letter, _offer = locked_letter(letter, "consent", version=version, by=by)
    must_follow(case, happened_on, letter.happened_on, by=by, now=now)
    record_agreement(
        letter,
        letter.author,
        happened_on=happened_on,
        method=method,
        wording_version=wording_version,
        by=by,
        now=now,
    )
    save_letter(letter, "consent")
    tell_of(letter, "letter.agreed", case, by=by, now=now, on=happened_on)
    return letter


@transaction.atomic
def offer_letter(
    letter: Letter, *, happened_on: date, by: Actor, now: datetime, version: int | None = None
) -> LetterOffer:
    """Record that the recipient was offered the letter; raises WorkRefused, Stale."""
    case, letter, last = locked_letter(letter, "offer", version=version, by=by)
    earlier = last.happened_on if last else letter.happened_on
    must_follow(case, happened_on, earlier, by=by, now=now)
    ends = (letter.author, letter.recipient)
    may_cross(case, letter, ends=ends, on=happened_on, by=by, now=now)
    offer = LetterOffer.objects.create(letter=letter, happened_on=happened_on, **stamp(by, now))
    letter.state = LetterState.OFFERED
    save_letter(letter, "state")
    tell_of(letter, "letter.offered", case, by=by, now=now, on=happened_on, row=offer)
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
    case, letter, offer = locked_letter(letter, "answer", version=version, by=by)
    assert offer is not None  # noqa: S101 -- the step is open only where there is an offer
    must_follow(case, answered_on, offer.happened_on, by=by, now=now)
    offer.answer, offer.answered_on = OfferAnswer(answer), answered_on
    offer.save(update_fields=["answer", "answered_on"])
    letter.state = LetterState.KEPT if answer == OfferAnswer.NOT_NOW else LetterState.OFFERED
    save_letter(letter, "state")
    tell_of(letter, "letter.answered", case, by=by, now=now, on=answered_on, answer=str(answer))
    return letter


@transaction.atomic
def deliver_letter(
    letter: Letter,
    *,
    delivered_on: date,
    by: Actor,
    now: datetime,
    handover: str = LetterHandover.HANDED,
    version: int | None = None,
) -> Letter:
    """The recipient has the letter: an indirect intervention (C09). Raises WorkRefused, Stale.

    It is sent only where a way to write to them, or somebody who passes it on, is known to be safe.
    """
    case, letter, offer = locked_letter(letter, "deliver", version=version, by=by)
    assert offer is not None  # noqa: S101 -- the step is open only where there is an offer
    must_follow(case, delivered_on, offer.answered_on or offer.happened_on, by=by, now=now)
    ends = (letter.author, letter.recipient)
    may_cross(case, letter, ends=ends, on=delivered_on, by=by, now=now)
    if handover == LetterHandover.SENT and not may_be_sent(letter.recipient, by):
        raise NoSafeWay(
            _("No way to send it to them is known to be safe. Check with them, or hand it over.")
        )
    letter.state, letter.delivered_on = LetterState.DELIVERED, delivered_on
    letter.handover = LetterHandover(handover)
    save_letter(letter, "state", "delivered_on", "handover")
    for participant in ends:
        took_part(participant)
    how = letter.handover
    tell_of(letter, "letter.delivered", case, by=by, now=now, on=delivered_on, how=how)
    return letter


@transaction.atomic
def keep_letter(letter: Letter, *, by: Actor, now: datetime, version: int | None = None) -> Letter:
    """It is not to be delivered now: kept on file, offered again if they wish. Raises WorkRefused,
    Stale.
    """
    case, letter, _offer = locked_letter(letter, "keep", version=version, by=by)
    letter.state = LetterState.KEPT
    save_letter(letter, "state")
    tell_of(letter, "letter.kept", case, by=by, now=now)
    return letter


@transaction.atomic
def take_letter_back(
    letter: Letter, *, happened_on: date, by: Actor, now: datetime, version: int | None = None
) -> Letter:
    """Its author does not want it to go out any more: it stays readable, and goes nowhere. Raises
    WorkRefused, Stale.
    """
    case, letter, _offer = locked_letter(letter, "take_back", version=version, by=by)
    must_follow(case, happened_on, letter.happened_on, by=by, now=now)
    letter.state, letter.consent = LetterState.TAKEN_BACK, None
    save_letter(letter, "state", "consent")
    tell_of(letter, "letter.taken_back", case, by=by, now=now, on=happened_on)
    return letter


@transaction.atomic
def leave_letter_unanswered(
    letter: Letter, *, happened_on: date, by: Actor, now: datetime, version: int | None = None
) -> Letter:
    """The recipient does not wish to answer, and nobody waits for it; raises WorkRefused, Stale."""
    case, letter, _offer = locked_letter(letter, "unanswered", version=version, by=by)
    assert letter.delivered_on is not None  # noqa: S101 -- a delivered letter has its day
    must_follow(case, happened_on, letter.delivered_on, by=by, now=now)
    letter.unanswered_on = happened_on
    save_letter(letter, "unanswered_on")
    tell_of(letter, "letter.unanswered", case, by=by, now=now, on=happened_on)
    return letter

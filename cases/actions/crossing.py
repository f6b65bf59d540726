"""Something goes from one side of a case to the other: what is asked each time, at the moment."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from cases.guards import hold_in_words
from cases.models import Case, Consent, Letter, LetterOffer, Message, Pair, Participant
from cases.queries.activities import is_cleared_at, says_no
from cases.queries.consents import may_we
from cases.queries.crossing_steps import CrossingStep
from cases.queries.part import standing_pairs
from cases.queries.safe_contact import refusal_of
from cases.stages import (
    LEFT,
    OPPOSED,
    ConsentPurpose,
    ConsentState,
    LetterState,
    PairState,
    ParticipantStatus,
    Stage,
)

from .activity import ImpossibleDay, must_have_happened
from .case_work import WorkRefused
from .consents import record_consent
from .orders import must_be_allowed
from .timeline import moment_of

STAGES = (Stage.CONFERENCE, Stage.OUTCOME)
"""Where something may cross: an answer may still come when the outcome is being recorded."""
REACHABLE = (
    ParticipantStatus.CONTACTED,
    ParticipantStatus.CONSIDERING,
    ParticipantStatus.WILLING,
    ParticipantStatus.PARTICIPATED,
)


class NotOpposed(WorkRefused):
    """Something goes from one side of a case to the other, or it does not cross."""


class StepRefused(WorkRefused):
    """The state of the letter, the message or the case does not allow it."""


class AuthorLeft(WorkRefused):
    """Nobody's words go out after they stepped back."""


class NotAgreed(WorkRefused):
    """Whoever said it has not agreed that it is shared, or does not any more."""


class RecipientNotReady(WorkRefused):
    """The recipient may not be contacted, or has not said that they are willing to hear."""


class OwnCheck(WorkRefused):
    """Whoever wrote a thing down cannot be the second person."""


def must_be_opposed(case: Case, sender: Participant, recipient: Participant) -> None:
    """Raises NotOpposed."""
    sides = (sender.side, recipient.side)
    within = {sender.case_id, recipient.case_id} == {case.pk}
    if not within or not (sides in OPPOSED or sides[::-1] in OPPOSED):
        raise NotOpposed(_("Choose an author and a recipient on opposite sides of this case."))


def may_cross(
    case: Case,
    thing: Letter | Message,
    *,
    ends: tuple[Participant, Participant],
    on: date,
    by: Actor,
    now: datetime,
) -> None:
    """Asked again at the moment of offering and of passing on, with the case locked.

    Whether the case is on hold, the stage, the risk, what the two wish for, whether the sender is
    still there and agrees, and whether the recipient may be reached and no order forbids it. Raises
    WorkRefused.
    """
    sender, recipient = ends
    if waits := hold_in_words(case, timezone.localdate(now)):
        raise StepRefused(waits)
    _stage_and_risk(case, on, by=by, now=now)
    if sender.status in LEFT:
        raise AuthorLeft(_("Whoever said this has stepped back, so it cannot go out."))
    _agreed(thing, sender, by=by, now=now)
    _may_receive(recipient, by=by)
    _is_open_between(sender, recipient, by=by)
    must_be_allowed(sender, recipient, by=by, now=now)


def must_be_open(
    thing: Letter | Message,
    step: CrossingStep,
    *,
    ends: tuple[Participant, Participant],
    seen: int,
    offer: LetterOffer | None = None,
) -> None:
    """The step may be taken, and the thing stands as it was seen (its version). Of what a
    withdrawal stopped, who stepped back is said first. Raises StepRefused, Stale.
    """
    is_open = step.is_open(thing, offer)
    stopped = _why_stopped(*ends) if thing.state == LetterState.STOPPED else ""
    if stopped and not is_open:
        raise StepRefused(stopped)
    if thing.version != seen:
        raise Stale(stopped or _("Somebody else changed this since you opened the page."))
    if not is_open:
        raise StepRefused(str(step.refusal))


def _why_stopped(sender: Participant, recipient: Participant) -> str:
    """The pages of a letter are written for its recipient: whoever said it has no name there."""
    if sender.status in LEFT:
        return _("Whoever said this has stepped back, so it was stopped.")
    if recipient.status in LEFT:
        name = recipient.person.full_name
        return _("%(name)s has stepped back, so it was stopped.") % {"name": name}
    return ""


def _stage_and_risk(case: Case, on: date, *, by: Actor, now: datetime) -> None:
    if case.stage not in STAGES:
        raise StepRefused(
            _("Letters and messages go out at the stage %(stage)s. Move the case there first.")
            % {"stage": Stage.CONFERENCE.label}
        )
    if not is_cleared_at(by, case, moment_of(on, now)):
        raise StepRefused(
            _("No signed-off risk assessment was in force on that day. Have one signed off first.")
        )


def _agreed(thing: Letter | Message, sender: Participant, *, by: Actor, now: datetime) -> None:
    """This text, by its sender; sharing at all, by everybody who is asked; taking part, by both."""
    if says_no(by, sender, ConsentPurpose.SHARE_OTHER_SIDE):
        raise NotAgreed(
            _("Whoever said this does not agree any more that something is shared. Ask them first.")
        )
    if says_no(by, sender, ConsentPurpose.PARTICIPATE):
        raise NotAgreed(_("Whoever said this does not agree any more to take part."))
    if thing.consent_id is None:
        raise NotAgreed(_("Record first that whoever said this agrees that it is shared."))
    if not may_we(sender, ConsentPurpose.SHARE_OTHER_SIDE, by, timezone.localdate(now)):
        raise NotAgreed(
            _("Record first that their parent or guardian agrees that something is shared.")
        )


def _may_receive(recipient: Participant, *, by: Actor) -> None:
    if refusal_of(recipient, by):
        raise RecipientNotReady(_("The recipient must not be contacted, so it cannot go to them."))
    if recipient.status not in REACHABLE:
        raise RecipientNotReady(
            _("The recipient must have been contacted and not have left. They are: %(status)s.")
            % {"status": recipient.get_status_display()}
        )
    if says_no(by, recipient, ConsentPurpose.PARTICIPATE):
        raise RecipientNotReady(_("The recipient does not agree any more to take part."))


def _is_open_between(sender: Participant, recipient: Participant, *, by: Actor) -> None:
    pair = pair_of(sender, recipient, by=by)
    if pair is not None and pair.state in {PairState.NOT_NOW, PairState.ENDED}:
        raise StepRefused(
            _("Between these two it was put off or ended. Take it up again first: %(state)s.")
            % {"state": pair.get_state_display()}
        )


def pair_of(one: Participant, other: Participant, *, by: Actor) -> Pair | None:
    """The pair that the two are, in whichever order; supporters and the like are in none."""
    either = Q(one=one, other=other) | Q(one=other, other=one)
    return standing_pairs(by).filter(either).first()


def record_agreement(
    thing: Letter | Message,
    sender: Participant,
    *,
    happened_on: date,
    method: str,
    wording_version: str,
    by: Actor,
    now: datetime,
) -> Consent:
    """A line of the ledger for this one thing: its sender agrees that exactly this is shared."""
    line = record_consent(
        sender,
        purpose=ConsentPurpose.SHARE_OTHER_SIDE,
        state=ConsentState.GIVEN,
        happened_on=happened_on,
        method=method,
        wording_version=wording_version,
        by=by,
        now=now,
    )
    thing.consent = line
    return line


def must_follow(case: Case, day: date, earlier: date, *, by: Actor, now: datetime) -> None:
    """Raises ImpossibleDay unless the day lies between the step before and today."""
    must_have_happened(case, day, by=by, now=now)
    if day < earlier:
        raise ImpossibleDay(_("That day is before the step that came before it."))

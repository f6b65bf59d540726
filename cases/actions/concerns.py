"""A worry about somebody's safety, raised to a colleague who answers it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import User
from areas.roles import Perm
from cases.models import Concern, Participant, Session
from cases.queries.concerns import colleagues_of, may_answer
from outbox.actions import put

from .activity import locked, must_have_happened, stamp
from .case_work import SomebodyWasFirst, WorkRefused
from .participants import participant_of
from .timeline import tell

RAISED = "cases.concern_raised"
ANSWERED = "cases.concern_answered"


class NotAColleague(WorkRefused):
    """A concern is raised to somebody who may read the case."""


@transaction.atomic
def raise_concern(
    participant: Participant,
    *,
    raised_to: User,
    what: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    session: Session | None = None,
) -> Concern:
    """Raise a worry about somebody to one colleague, who is told that there is one.

    Also in a closed case: a worry does not wait for it to be opened. Raises WorkRefused,
    ImpossibleDay.
    """
    by.must(Perm.CASE_WORK)
    case = locked(participant.case, by=by)
    participant = participant_of(case, participant, by)
    if session is not None and session.participant_id != participant.pk:
        raise WorkRefused(_("That session was with somebody else."))
    if not colleagues_of(case, by).filter(user=raised_to).exists():
        raise NotAColleague(_("Choose a colleague who may read this case."))
    must_have_happened(case, happened_at, by=by, now=now)
    concern = Concern.objects.create(
        participant=participant,
        session=session,
        raised_to=raised_to,
        what=what,
        happened_at=happened_at,
        **stamp(by, now),
    )
    put(RAISED, by=by, now=now, concern=str(concern.pk))
    tell(case, "concern.raised", concern, by=by, now=now, on=happened_at, about=participant)
    return concern


@transaction.atomic
def answer_concern(concern: Concern, *, answer: str, by: Actor, now: datetime) -> Concern:
    """Answer a worry, which is then off the lists; who raised it is told that there is an answer.

    Raises SomebodyWasFirst.
    """
    by.must(Perm.CASE_VIEW)
    case = locked(concern.participant.case, by=by)
    rows = Concern.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("participant").get(pk=concern.pk, participant__case=case)
    if not may_answer(by, row):
        raise PermissionDenied("concern.answer")
    if row.answered_at is not None:
        raise SomebodyWasFirst(_("This concern has been answered already."))
    row.answer, row.answered_at = answer, now
    row.save(update_fields=["answer", "answered_at"])
    put(ANSWERED, by=by, now=now, concern=str(row.pk))
    tell(case, "concern.answered", row, by=by, now=now, about=row.participant)
    return row

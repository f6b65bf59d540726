"""How every piece of work on a case begins, and how it is refused."""

from __future__ import annotations

from areas.actor import Actor
from areas.roles import Perm
from cases.models import Case, Participant

from .activity import locked, open_and_locked
from .participants import participant_of


class WorkRefused(Exception):
    """It cannot be done as the case stands. The text may be shown."""


class SomebodyWasFirst(Exception):
    """Another person recorded the same thing a moment earlier. The text may be shown."""


def work_on(case: Case, *, by: Actor) -> Case:
    """The open case, locked, for one who may work on it; raises CaseClosed."""
    by.must(Perm.CASE_WORK)
    return open_and_locked(case, by=by)


def work_with(participant: Participant, *, by: Actor) -> tuple[Case, Participant]:
    """The open case and its participant, both locked; raises CaseClosed."""
    case = work_on(participant.case, by=by)
    return case, participant_of(case, participant, by)


def work_with_also_closed(participant: Participant, *, by: Actor) -> tuple[Case, Participant]:
    """As `work_with`, in a closed case too: for what somebody may refuse or take back at any time.
    Whoever calls it asks `must_not_be_closed` of everything else.
    """
    by.must(Perm.CASE_WORK)
    case = locked(participant.case, by=by)
    return case, participant_of(case, participant, by)

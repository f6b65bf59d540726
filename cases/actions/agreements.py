"""An outcome agreement: who does what by when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from cases.models import Agreement, AgreementAction, Case, Participant
from cases.queries.activities import first_intervention_on
from cases.stages import ActionState, ActionType

from .activity import ImpossibleDay, must_have_happened, stamp
from .case_work import WorkRefused, work_on
from .participants import participant_of
from .timeline import tell


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that somebody agreed to do by a day."""

    type: str
    owner: Participant
    what: str
    due_on: date


class NothingHappenedYet(WorkRefused):
    """An agreement follows a held conference, a delivered letter or a message passed on."""


@transaction.atomic
def make_agreement(
    case: Case, *, happened_on: date, promises: Iterable[Promise], by: Actor, now: datetime
) -> Agreement:
    """Write down what was agreed; raises WorkRefused, ImpossibleDay, CaseClosed."""
    case = work_on(case, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    first = first_intervention_on(by, case)
    if first is None or happened_on < first:
        raise NothingHappenedYet(
            _(
                "An agreement follows a conference that was held, or a letter or message that was "
                "delivered."
            )
        )
    agreement = Agreement.objects.create(case=case, happened_on=happened_on, **stamp(by, now))
    for promise in promises:
        _write(agreement, case, promise, by=by, now=now)
    tell(case, "agreement.made", agreement, by=by, now=now, on=happened_on)
    return agreement


@transaction.atomic
def add_action(
    agreement: Agreement,
    *,
    type: str,  # noqa: A002 -- the column's name
    owner: Participant,
    what: str,
    due_on: date,
    by: Actor,
    now: datetime,
) -> AgreementAction:
    """Add one more thing to an agreement; raises ImpossibleDay, CaseClosed."""
    case = work_on(agreement.case, by=by)
    return _write(agreement, case, Promise(type, owner, what, due_on), by=by, now=now)


@transaction.atomic
def settle_action(
    action: AgreementAction,
    *,
    state: str,
    settled_on: date,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> AgreementAction:
    """Say what became of it, or say it again when more is known; raises Stale, ImpossibleDay."""
    seen = action.version if version is None else version
    case = work_on(action.agreement.case, by=by)
    rows = AgreementAction.objects.visible_to(by).select_for_update()
    action = rows.get(pk=action.pk, agreement__case=case)
    if action.version != seen:
        raise Stale(_("Somebody else recorded this action since you opened the page."))
    must_have_happened(case, settled_on, by=by, now=now)
    action.state, action.settled_on = ActionState(state), settled_on
    action.version += 1
    action.save(update_fields=["state", "settled_on", "version"])
    tell(
        case,
        "agreement.action_settled",
        action,
        by=by,
        now=now,
        on=settled_on,
        about=action.owner,
        state=state,
    )
    return action


def _write(
    agreement: Agreement, case: Case, promise: Promise, *, by: Actor, now: datetime
) -> AgreementAction:
    if promise.due_on < agreement.happened_on:
        raise ImpossibleDay(_("An action cannot be due before the day of the agreement."))
    action = AgreementAction.objects.create(
        agreement=agreement,
        owner=participant_of(case, promise.owner, by),
        type=ActionType(promise.type),
        what=promise.what,
        due_on=promise.due_on,
        **stamp(by, now),
    )
    tell(
        case,
        "agreement.action_added",
        action,
        by=by,
        now=now,
        on=agreement.happened_on,
        about=action.owner,
        type=promise.type,
    )
    return action

"""Who works a case: two facilitators, by the rule of levels (field guide 2.4)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Membership, Practitioner, User
from areas.roles import Perm
from audit.record import record
from cases.models import Case, CaseWorker
from cases.pipeline import may_override
from cases.queries.allocation import levels_will_do, supervisors, who_know_somebody
from cases.stages import WorkerRole

from .activity import open_and_locked, stamp, touch
from .restriction import close_to
from .timeline import tell

Level = Practitioner.Level
Couple = tuple[Practitioner, Practitioner]


class AllocationRefused(Exception):
    """These two may not take the case. The text says why, and may be shown."""


class LevelTooLow(AllocationRefused):
    """The rule of levels is against it; a service manager may go over it with a reason."""


class KnowsSomebody(AllocationRefused):
    """Declared to know somebody in the case; no reason goes over that."""


class AlreadyAllocated(Exception):
    """Somebody else changed the allocation first. The text may be shown."""


def team_key(workers: Set[UUID]) -> str:
    """Who works the case, as a form carries it to notice a change in between."""
    return ",".join(sorted(str(pk) for pk in workers))


def level_refusal(case: Case, two: Couple, supervisor: Membership | None) -> str | None:
    """Why the levels of the two will not do (field guide 2.4), or None."""
    lead, second = two
    if levels_will_do(
        lead.level, second.level, supervised=bool(supervisor), sensitive=case.is_sensitive
    ):
        return None
    if lead.level == Level.FOUNDATION:
        return _("%(name)s is at foundation level and may not lead a case.") % {
            "name": lead.user.name
        }
    return _(
        "This is a sensitive case. It needs an advanced lead facilitator, "
        "or an intermediate one with an advanced second or a named supervisor."
    )


def who_has_it(names: Sequence[str]) -> str:
    everybody = ", ".join(sorted(names)) or _("nobody")
    return _("Somebody else changed it: the case is with %(names)s now.") % {"names": everybody}


@transaction.atomic
def allocate(
    case: Case,
    *,
    lead: Practitioner,
    second: Practitioner,
    by: Actor,
    now: datetime,
    supervisor: Membership | None = None,
    reason: str = "",
    seen: str | None = None,
) -> Case:
    """Give the case to two facilitators; those who had it before and are not among them leave it.

    `reason` is an OverrideReason with which a service manager goes over the rule of levels; it
    stands in the audit. `seen` is the team's key as the page showed it.
    Raises AllocationRefused, LevelTooLow, KnowsSomebody, AlreadyAllocated, CaseClosed.
    """
    by.must(Perm.CASE_ALLOCATE)
    case = open_and_locked(case, by=by)
    present = case.workers.filter(until_at=None).select_related("user")
    former = {worker.user_id: worker for worker in present}
    if seen is not None and seen != team_key(former.keys()):
        raise AlreadyAllocated(who_has_it([worker.user.name for worker in former.values()]))
    _check(case, (lead, second), supervisor, by=by)
    overridden = _overridden(case, (lead, second), supervisor, reason=reason, by=by)
    wanted = {lead.user_id: WorkerRole.LEAD, second.user_id: WorkerRole.SECOND}
    if supervisor:
        wanted[supervisor.user_id] = WorkerRole.SUPERVISOR
    leaving = [worker.pk for one, worker in former.items() if wanted.get(one) != worker.role]
    case.workers.filter(pk__in=leaving).update(until_at=now)
    close_to(case, [former[one].user for one in former if one not in wanted], by=by)
    for one, role in wanted.items():
        if one not in former or former[one].role != role:
            _join(case, one, role, by=by, now=now)
    team = [str(one) for one in wanted]
    record("case.allocated", case, by=by, team=team, override=reason if overridden else "")
    touch(case, now=now)
    return case


def _join(case: Case, user: UUID, role: WorkerRole, *, by: Actor, now: datetime) -> None:
    worker = CaseWorker.objects.create(
        case=case, user_id=user, role=role, from_at=now, **stamp(by, now)
    )
    tell(case, "worker.joined", worker, by=by, now=now, role=role.value)


def _check(case: Case, two: Couple, supervisor: Membership | None, *, by: Actor) -> None:
    """Raises AllocationRefused unless all work here now, are different, and know nobody in it."""
    lead, second = two
    if lead.user_id == second.user_id:
        raise AllocationRefused(_("Choose two different facilitators."))
    chosen = Practitioner.objects.visible_to(by).filter(pk__in=[lead.pk, second.pk], is_active=True)
    if chosen.count() != 2:
        raise AllocationRefused(_("Choose facilitators who work for this service now."))
    team = [lead.user, second.user]
    if supervisor:
        team.append(_supervising(supervisor, two, by=by))
    connected = who_know_somebody(case, by)
    for user in team:
        if user.pk in connected:
            sentence = _("%(name)s knows somebody in this case and may not work on it.")
            raise KnowsSomebody(sentence % {"name": user.name})


def _supervising(supervisor: Membership, two: Couple, *, by: Actor) -> User:
    if not supervisors(by).filter(pk=supervisor.pk).exists():
        raise AllocationRefused(_("Choose a supervisor who works for this service now."))
    if supervisor.user_id in {one.user_id for one in two}:
        raise AllocationRefused(_("Choose a supervisor who does not facilitate the case."))
    return supervisor.user


def _overridden(
    case: Case, two: Couple, supervisor: Membership | None, *, reason: str, by: Actor
) -> bool:
    """Whether a manager went over the rule of levels with a reason; raises LevelTooLow if not."""
    refusal = level_refusal(case, two, supervisor)
    if refusal is None:
        return False
    if not (reason and may_override(by)):
        raise LevelTooLow(refusal)
    return True

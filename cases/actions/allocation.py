"""Who works a case: two facilitators, by the rule of levels (field guide 2.4)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Practitioner
from areas.roles import Perm, Role
from audit.record import record
from cases.models import Case, CaseWorker
from cases.stages import WorkerRole

from .activity import open_and_locked, stamp, touch

Level = Practitioner.Level
Couple = tuple[Practitioner, Practitioner]


class AllocationRefused(Exception):
    """These two may not take the case. The text says why, and may be shown."""


class LevelTooLow(AllocationRefused):
    """The rule of levels is against it; a service manager may go over it with a reason."""


class AlreadyAllocated(Exception):
    """Somebody else changed the allocation first. The text may be shown."""


def team_key(workers: Set[UUID]) -> str:
    """Who works the case, as a form carries it to notice a change in between."""
    return ",".join(sorted(str(pk) for pk in workers))


def level_refusal(case: Case, lead: Practitioner, second: Practitioner) -> str | None:
    """Why the levels of the two will not do, or None."""
    if lead.level == Level.FOUNDATION:
        return _("%(name)s is at foundation level and may not lead a case.") % {
            "name": lead.user.name
        }
    if not case.is_sensitive or lead.level == Level.ADVANCED or second.level == Level.ADVANCED:
        return None
    return _(
        "This is a sensitive case. It needs an advanced lead facilitator, "
        "or an intermediate one with an advanced second."
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
    reason: str = "",
    seen: str | None = None,
) -> Case:
    """Give the case to two facilitators; those who had it before and are not among them leave it.

    `reason` is an OverrideReason with which a service manager goes over the rule of levels; it
    stands in the audit. `seen` is the team's key as the page showed it.
    Raises AllocationRefused, LevelTooLow, AlreadyAllocated, CaseClosed.
    """
    by.must(Perm.CASE_ALLOCATE)
    case = open_and_locked(case, by=by)
    present = case.workers.filter(until_at=None).exclude(role=WorkerRole.SUPERVISOR)
    former = {worker.user_id: worker for worker in present.select_related("user")}
    if seen is not None and seen != team_key(former.keys()):
        raise AlreadyAllocated(who_has_it([worker.user.name for worker in former.values()]))
    overridden = _overridden(case, (lead, second), reason=reason, by=by)
    wanted = {lead.user_id: WorkerRole.LEAD, second.user_id: WorkerRole.SECOND}
    leaving = [worker.pk for one, worker in former.items() if wanted.get(one) != worker.role]
    case.workers.filter(pk__in=leaving).update(until_at=now)
    CaseWorker.objects.bulk_create(
        CaseWorker(case=case, user_id=one, role=role, from_at=now, **stamp(by, now))
        for one, role in wanted.items()
        if one not in former or former[one].role != role
    )
    pair = [str(lead.user_id), str(second.user_id)]
    record("case.allocated", case, by=by, team=pair, override=reason if overridden else "")
    touch(case, now=now)
    return case


def _overridden(case: Case, two: Couple, *, reason: str, by: Actor) -> bool:
    """Whether the rule of levels was gone over; raises AllocationRefused where that will not do."""
    lead, second = two
    if lead.user_id == second.user_id:
        raise AllocationRefused(_("Choose two different facilitators."))
    chosen = Practitioner.objects.visible_to(by).filter(pk__in=[lead.pk, second.pk], is_active=True)
    if chosen.count() != 2:
        raise AllocationRefused(_("Choose facilitators who work for this service now."))
    refusal = level_refusal(case, lead, second)
    if refusal is None:
        return False
    if not (reason and Role.MANAGER in by.roles):
        raise LevelTooLow(refusal)
    return True

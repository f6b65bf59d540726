from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q
from guardian.models import UserObjectPermissionBase

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.grants import shared_pks
from areas.models import Area, User
from areas.roles import Perm
from areas.scoping import AreaModel, AreaQuerySet, Recorded, Versioned
from cases.stages import (
    ClosureReason,
    MayBeTold,
    RiskLevel,
    RiskLook,
    Stage,
    WorkerRole,
)
from referrals.models import Referral


class CaseQuerySet(AreaQuerySet["Case"]):
    def visible_to(self, actor: Actor) -> Self:
        """The area's cases, or for a practitioner those given to them; a restricted one only if
        granted by name.
        """
        rows = super().visible_to(actor)
        if actor.user is None:
            return rows
        if not actor.may(Perm.CASE_VIEW):
            return rows.none()
        shared = shared_pks(self.model, actor.user)
        if not actor.may(Perm.CASE_VIEW_ALL):
            given = CaseWorker.objects.filter(area_id=actor.area_id, user=actor.user, until_at=None)
            rows = rows.filter(Q(pk__in=given.values("case_id")) | Q(pk__in=shared))
        return rows.filter(Q(is_restricted=False) | Q(pk__in=shared))

    def open(self) -> Self:
        return self.exclude(stage=Stage.CLOSED)

    def unallocated(self) -> Self:
        """The open ones that nobody works on."""
        working = CaseWorker.objects.filter(area_id=OuterRef("area_id"), case_id=OuterRef("pk"))
        return self.open().exclude(Exists(working.filter(until_at=None)))


class Case(Versioned, Recorded, AreaModel):  # type: ignore[django-manager-missing]
    """A referral that was accepted: the work of bringing two sides to a communication, or of ending
    well before.

    `stage` has one writer, `cases.actions.move_case` (and the actions it names);
    `risk_cleared_until` and `risk_level` are the cached minimum of the clearances, written by
    `cases.actions.clear_risk`, as is `risk_second_on`, the day of the last one that was given after
    the people were met. `label` is short and neutral: no names, no harm.
    """

    reference = models.CharField(max_length=20)
    label = models.CharField(max_length=80)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.ASSESSMENT)
    opened_at = models.DateTimeField()
    is_sensitive = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False)
    hold_until = models.DateField(null=True, blank=True)
    hold_reason = models.CharField(max_length=120, blank=True)
    risk_level = models.CharField(max_length=10, choices=RiskLevel, blank=True)
    risk_cleared_until = models.DateField(null=True, blank=True)
    risk_second_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    last_activity_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "reference"], name="case_reference"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_on=None)),
                name="case_closed_with_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "-last_activity_at", "id"], name="case_latest"),
            models.Index(fields=["area", "stage", "-last_activity_at", "id"], name="case_by_stage"),
            models.Index(
                fields=["area", "risk_cleared_until"],
                name="case_risk_due",
                condition=~Q(stage=Stage.CLOSED),
            ),
        ]


class CurrentArea(Func):
    """The area of the present transaction, for rows that a library makes without one."""

    template = "NULLIF(current_setting('rj.area', true), '')::uuid"
    output_field = models.UUIDField()


class CaseShare(UserObjectPermissionBase):  # type: ignore[misc]
    """A case opened to one named user, on top of their role. Written by `areas.grants` alone.

    `related_name` must not be "+": guardian finds this table by it, and else takes its own, which
    has no area.
    """

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_default=CurrentArea()
    )


class CaseReferral(AreaModel):
    """A case and a referral that it grew from: a referral opens none, one or several (rule C03)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referral_links")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="case_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "case", "referral"], name="case_from_referral_once"
            )
        ]


class CaseWorker(Recorded, AreaModel):
    """A facilitator's allocation to a case, from a moment until they are taken off it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="workers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=WorkerRole)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "case", "user"],
                condition=Q(until_at=None),
                name="worker_once_on_a_case",
            ),
            models.UniqueConstraint(
                fields=["area", "case"],
                condition=Q(until_at=None, role=WorkerRole.LEAD),
                name="one_lead_on_a_case",
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "user", "case"], name="worker_cases", condition=Q(until_at=None)
            )
        ]


class StageChange(Recorded, AreaModel):
    """One step of a case along the pipeline, for pages and reports; never altered."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stage_changes")
    source = models.CharField(max_length=20, choices=Stage, blank=True)
    target = models.CharField(max_length=20, choices=Stage)
    happened_at = models.DateTimeField()
    reason = EncryptedText(default="")


class Closure(Recorded, AreaModel):
    """One closing of a case: why, at which stage, on which day. Stays when the case is opened
    again.

    `told_one` is what the person harmed or party A may be told of it, `told_other` the other side;
    empty where nobody is on the side.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closures")
    reason = models.CharField(max_length=20, choices=ClosureReason)
    stage = models.CharField(max_length=20, choices=Stage)
    happened_on = models.DateField()
    note = EncryptedText(default="")
    told_one = models.CharField(max_length=10, choices=MayBeTold, blank=True)
    told_other = models.CharField(max_length=10, choices=MayBeTold, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)


class Clearance(Recorded, AreaModel):
    """A signed-off judgement that a case, or one pair of it, may go on until a day.

    Pushed down by `risk`; append-only but for its end. `look` is whether it came before or after
    the people were met.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clearances")
    pair = models.ForeignKey(
        "cases.Pair", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    level = models.CharField(max_length=10, choices=RiskLevel)
    look = models.CharField(max_length=10, choices=RiskLook, default=RiskLook.FIRST)
    conditions = EncryptedText(default="")
    happened_on = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True)

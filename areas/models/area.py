from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas import national
from areas.scoping import AreaModel, AreaQuerySet, Versioned


class Area(models.Model):
    """A tenant: one commissioned service in one police-and-crime-commissioner area.

    A platform row, written by `load_areas`; 43 of them in England and Wales. `telephone`, `email`
    and `hours` are how the public reaches the service.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=3, unique=True)
    service_name = models.CharField(max_length=120)
    police_force = models.CharField(max_length=120)
    region = models.CharField(max_length=60)
    is_welsh = models.BooleanField(default=False)
    is_live = models.BooleanField(default=False)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.slug


class CommissionerQuerySet(AreaQuerySet["Commissioner"]):
    def on(self, day: date) -> Self:
        """Who commissioned the service on a day."""
        return self.filter(from_on__lte=day).exclude(until_on__lt=day)


class Commissioner(AreaModel):
    """Who commissions an area's service, for a span of days: an attribute that changes, never a
    constant.

    `until_on` is the last good day. The elected police and crime commissioners end in May 2028.
    """

    class Kind(models.TextChoices):
        PCC = "pcc", _("Police and crime commissioner")
        PFCC = "pfcc", _("Police, fire and crime commissioner")
        MAYOR = "mayor", _("Mayor")
        POLICE_AUTHORITY = "police_authority", _("Police authority")

    kind = models.CharField(max_length=20, choices=Kind)
    body = models.CharField(max_length=160)
    name = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = CommissionerQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "from_on"], name="one_commissioner_from_a_day")
        ]


class AreaSettings(Versioned, AreaModel):
    """What local practice varies, one row an area, with the national defaults of
    `areas/national.py`.
    """

    class Words(models.TextChoices):
        PERSON = "person", _("Person harmed and person responsible")
        VICTIM = "victim", _("Victim and offender")
        HARMER = "harmer", _("Harmed and harmer")

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="+")
    triage_days = models.PositiveSmallIntegerField(default=national.TRIAGE_DAYS)
    first_contact_days = models.PositiveSmallIntegerField(default=national.FIRST_CONTACT_DAYS)
    draft_days = models.PositiveSmallIntegerField(default=national.DRAFT_DAYS)
    suppression_threshold = models.PositiveSmallIntegerField(default=national.SUPPRESSION_THRESHOLD)
    satisfaction_base = models.PositiveSmallIntegerField(default=national.SATISFACTION_BASE)
    risk_review_weeks = models.PositiveSmallIntegerField(default=national.RISK_REVIEW_WEEKS)
    risk_review_weeks_high = models.PositiveSmallIntegerField(
        default=national.RISK_REVIEW_WEEKS_HIGH
    )
    remote_is_direct = models.BooleanField(default=national.REMOTE_IS_DIRECT)
    words = models.CharField(max_length=10, choices=Words, default=Words.PERSON)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(suppression_threshold__gte=national.SUPPRESSION_THRESHOLD),
                name="threshold_floor",
            )
        ]

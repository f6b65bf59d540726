from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.scoping import AreaModel


class Agency(AreaModel):
    """A partner that refers to one area's service: a police team, a probation office, a prison, a
    victim service.
    """

    class Kind(models.TextChoices):
        POLICE = "police", _("Police")
        PROBATION = "probation", _("Probation")
        PRISON = "prison", _("Prison")
        VICTIM_SERVICE = "victim_service", _("Victim service")
        YOUTH_JUSTICE = "youth_justice", _("Youth justice service")
        COUNCIL = "council", _("Council or housing")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="agency_once_an_area")]

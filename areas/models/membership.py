from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.roles import Role
from areas.scoping import AreaModel

from .agency import Agency
from .user import User


class Membership(AreaModel):
    """A user's place in one area, with a set of roles; a referrer's is tied to an agency.

    Read before an area is known, so its table carries a second policy: a user sees their own.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "user"], name="member_once_an_area"),
            models.CheckConstraint(
                condition=models.Q(agency__isnull=False)
                | ~models.Q(roles__contains=[Role.REFERRER]),
                name="referrer_has_an_agency",
            ),
        ]


class Practitioner(AreaModel):
    """What the service knows of one who facilitates: their level, and whether they are paid (field
    guide 2.4).
    """

    class Level(models.TextChoices):
        FOUNDATION = "foundation", _("Foundation")
        INTERMEDIATE = "intermediate", _("Intermediate")
        ADVANCED = "advanced", _("Advanced")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Level)
    is_volunteer = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "user"], name="practitioner_once_an_area")
        ]

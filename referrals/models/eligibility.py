from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from areas.scoping import AreaModel, Versioned
from referrals.stages import JusticeStage, Offence


class Rule(models.TextChoices):
    """The questions that the rules ask of a referral (field guide 3.1)."""

    IDENTIFIED = "identified", _("Somebody responsible is identified, or it is a mediation")
    RESPONSIBILITY = "responsibility", _("Responsibility is accepted")
    AREA_LINK = "area_link", _("There is a link with the area")
    LEGAL_STAGE = "legal_stage", _("The legal stage is one that we work at")
    AGE = "age", _("Ages are within what we may take")
    REPORTED = "reported", _("It was reported to the police")
    OFFENCE = "offence", _("The offence is one that we work with")
    AGREEMENT = "agreement", _("The person agreed to be referred")
    PROCEEDINGS = "proceedings", _("No proceedings are live")


class Link(models.TextChoices):
    OFFENCE_HERE = "offence_here", _("It happened here")
    HARMED_HERE = "harmed_here", _("The person harmed lives here")
    RESPONSIBLE_HERE = "responsible_here", _("The person responsible lives here")


class EligibilitySettings(Versioned, AreaModel):
    """Which rules an area asks of a referral, and with what limits: one row an area.

    Without a row the defaults hold. Ages are whole years; an empty one is no limit. A rule that is
    off is not asked at all.
    """

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="+")
    rules = ArrayField(models.CharField(max_length=20, choices=Rule), default=list)
    links = ArrayField(models.CharField(max_length=20, choices=Link), default=list)
    stages = ArrayField(models.CharField(max_length=20, choices=JusticeStage), default=list)
    harmed_from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    responsible_from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    responsible_to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    excluded = ArrayField(models.CharField(max_length=20, choices=Offence), default=list)
    on_request = ArrayField(models.CharField(max_length=20, choices=Offence), default=list)

"""What other agencies are asked about a sensitive or complex case (field guide 2.7 and 12.16)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedAgency(models.TextChoices):
    """Which agency was asked."""

    POLICE = "police", _("Police")
    PROBATION = "probation", _("Probation")
    PRISON = "prison", _("Prison")
    ADVISER = "idva_isva", _("Domestic or sexual violence adviser (IDVA or ISVA)")
    CHILDREN = "children", _("Children’s social care")
    ADULTS = "adults", _("Adult social care")
    HEALTH = "health", _("Health")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice service")
    HOUSING = "housing", _("Housing")
    OTHER = "other", _("Another agency")


class AskedHow(models.TextChoices):
    """How other agencies were asked."""

    MARAC = "marac", _("At a MARAC meeting")
    MAPPA = "mappa", _("At a MAPPA meeting")
    MEETING = "meeting", _("At another meeting of agencies")
    PHONE = "phone", _("By telephone")
    EMAIL = "email", _("By secure email")


class Advice(models.TextChoices):
    """What other agencies advised."""

    GO_ON = "go_on", _("Go on")
    CONDITIONS = "conditions", _("Go on with conditions")
    WAIT = "wait", _("Wait")
    STOP = "stop", _("Do not go on")


AGAINST = (Advice.WAIT, Advice.STOP)

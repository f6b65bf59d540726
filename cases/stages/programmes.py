"""Sessions and planned series of them (field guide 3.3)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhoseDoing(models.TextChoices):
    """Who cancelled a session or asked to move it."""

    PARTICIPANT = "participant", _("The person")
    SERVICE = "service", _("The service")
    PRISON = "prison", _("The prison: staff, lockdown or transfer")
    PROBATION = "probation", _("Probation or police")
    VENUE = "venue", _("The venue")
    INTERPRETER = "interpreter", _("The interpreter or supporter")
    OTHER = "other", _("Somebody else")


class ProgrammeKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual programme: twelve sessions in three stages")
    AWARENESS = "awareness", _("Victim-awareness course: six weekly sessions")
    STEP_UP = "step_up", _("Step Up: 14 to 21 weekly family sessions")


class Group(models.TextChoices):
    """Which of a programme's groups meets."""

    ALL = "all", _("Everybody together")
    PARENTS = "parents", _("Parents")
    YOUNG_PEOPLE = "young_people", _("Young people")

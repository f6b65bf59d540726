"""What somebody needs and hopes for (field guide 6.2 and 12.12)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """The eight categories of need (field guide 6.2 and 12.12)."""

    HEALTH = "health", _("Mental and physical health")
    SHELTER = "shelter", _("Shelter and accommodation")
    FAMILY = "family", _("Family, friends and children")
    EDUCATION_WORK = "educ_work", _("Education, skills and employment")
    SUBSTANCE = "substance", _("Drugs and alcohol")
    FINANCE = "finance", _("Finance and benefits")
    OUTLOOK = "outlook", _("Outlook and attitudes")
    SOCIAL = "social", _("Social interactions")


class Hope(models.TextChoices):
    """What somebody hopes to have from the process."""

    ANSWERS = "answers", _("Answers")
    VOICE = "voice", _("To say how it was")
    APOLOGY = "apology", _("An apology, or to apologise")
    SAFETY = "safety", _("To feel safe")
    UNDERSTANDING = "understanding", _("To understand, or to be understood")
    CLOSURE = "closure", _("To put it behind them")
    FUTURE = "future", _("To agree how it goes on")
    HELP_OTHER = "help_other", _("That the other person changes")


class NeedsMoment(models.TextChoices):
    START = "start", _("At the start")
    END = "end", _("At the end")
    LATER = "later", _("Three months later")


class NeedsBy(models.TextChoices):
    PERSON = "person", _("By the person")
    PRACTITIONER = "practitioner", _("By the facilitator")

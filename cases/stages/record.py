"""What is written down of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who can see this."""

    TEAM = "team", _("The case team")
    MANAGERS = "managers", _("Managers and supervisors only")
    AGENCY = "agency", _("The case team, and shared with an agency")


def fewer_readers(audience: str) -> list[str]:
    """This audience, and those that are smaller."""
    by_size = [Audience.AGENCY, Audience.TEAM, Audience.MANAGERS]
    return [one.value for one in by_size[by_size.index(Audience(audience)) :]]


class DocumentType(models.TextChoices):
    CONSENT = "consent", _("Signed consent")
    LETTER = "letter", _("Letter")
    ASSESSMENT = "assessment", _("Assessment from an agency")
    ORDER = "order", _("Court order or licence")
    AGREEMENT = "agreement", _("Outcome agreement")
    IDENTITY = "identity", _("Proof of identity")
    OTHER = "other", _("Other")

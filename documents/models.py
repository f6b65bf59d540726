from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded


class Document(Recorded, AreaModel):
    """One file that somebody gave us, as we keep it: cleaned of metadata, sealed, under a random
    name.

    What it belongs to is said by the app above (`referrals.ReferralDocument`), which also decides
    who may open it. `size` is in bytes, `digest` the SHA-256 of what we keep.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        JPEG = "jpeg", _("JPEG picture")
        PNG = "png", _("PNG picture")
        DOCX = "docx", _("Word document")

    class State(models.TextChoices):
        QUARANTINED = "quarantined", _("Waiting to be checked for viruses")
        CLEAN = "clean", _("Checked for viruses")
        INFECTED = "infected", _("A virus was found")

    name = EncryptedText()
    kind = models.CharField(max_length=10, choices=Kind)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    state = models.CharField(max_length=20, choices=State, default=State.QUARANTINED)
    scanned_at = models.DateTimeField(null=True, blank=True)

from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.models import Agency
from areas.scoping import AreaModel, Recorded
from cases.stages import Audience, DocumentType, Side
from documents.models import Document

from .case import Case
from .participant import Participant


class Note(Recorded, AreaModel):
    """Something written down about a case, never altered: a correction is another note that
    `corrects` it. `audience` is who can see this.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    side = models.CharField(max_length=20, choices=Side, default=Side.NEUTRAL)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    happened_at = models.DateTimeField()
    body = EncryptedText()


class CaseDocument(Recorded, AreaModel):
    """A file of a case: its type, the side it belongs to, who can see it, and which it replaces."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=20, choices=DocumentType)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    side = models.CharField(max_length=20, choices=Side, default=Side.NEUTRAL)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    number = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import ActionState, ActionType

from .case import Case
from .participant import Participant


class Agreement(Recorded, AreaModel):
    """An outcome agreement: what the sides agreed after a conference or an exchange. Optional; its
    actions are rows.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    happened_on = models.DateField()


class AgreementAction(Versioned, Recorded, AreaModel):
    """One thing that somebody agreed to do by a day, and what became of it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="actions")
    owner = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=20, choices=ActionType)
    what = EncryptedText()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.OPEN)
    settled_on = models.DateField(null=True, blank=True)

from __future__ import annotations

from django.db import models

from areas.scoping import AreaModel, Recorded
from cases.stages import Side

from .case import Case
from .participant import Participant


class TimelineEntry(Recorded, AreaModel):
    """One thing that happened in a case: what its history and its latest activity are read from.

    Written by every action on the case in the same transaction, never altered. `kind` is a code of
    `cases.queries.entries`, `codes` what it needs to be said in words; `subject_id` leads to the
    row. Holds no text about a person: that stands in the row, and is read with its own rights.
    `whole_day` where only the day is known: the moment is then that of the recording, or midday.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="timeline")
    happened_at = models.DateTimeField()
    whole_day = models.BooleanField(default=False)
    kind = models.CharField(max_length=40)
    side = models.CharField(max_length=20, choices=Side, default=Side.NEUTRAL)
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    subject_id = models.UUIDField(null=True, blank=True)
    codes = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "case", "-happened_at", "id"], name="timeline_latest")
        ]

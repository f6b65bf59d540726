from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.encrypted import EncryptedText
from areas.models import Agency
from areas.scoping import AreaModel, Recorded, Versioned
from referrals.stages import Source

from .referral import Referral


class ReferralList(Versioned, Recorded, AreaModel):
    """One file of many referrals that an agency gave, from upload to import.

    `mapping` is field code to column heading. `digest` is the SHA-256 of the file, `read_as` the
    alphabet in which it was read. `source` holds for each of its referrals. The rows stand in
    ListRow; the file itself is not kept.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Columns to match")
        CHECKED = "checked", _("Checked, not imported yet")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    read_as = models.CharField(max_length=20, default="utf-8")
    source = models.CharField(max_length=20, choices=Source, default=Source.PROACTIVE)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State, default=State.UPLOADED)
    finished_at = models.DateTimeField(null=True, blank=True)


class ListRow(AreaModel):
    """One line of a list: what it said, the verdict on it, and the referral that it became.

    `number` is the line's in the file, as a spreadsheet counts. `body` is JSON, the cells in the
    order of the columns; empty once a referral keeps them, or 28 days have passed. `token` is a
    keyed hash of the cells: the same line of the same agency finds the referral that it became
    before. `reasons` are codes. A row with `done_at` and no referral was left out.
    """

    class Verdict(models.TextChoices):
        UNCHECKED = "unchecked", _("Not checked yet")
        READY = "ready", _("Ready")
        LOOK = "look", _("Needs a look")
        REFUSED = "refused", _("Refused")

    of = models.ForeignKey(ReferralList, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    body = EncryptedText()
    token = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20, choices=Verdict, default=Verdict.UNCHECKED)
    reasons = models.JSONField(default=list)
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    was_there = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "of", "number"], name="line_once_in_a_list"),
            models.CheckConstraint(
                condition=Q(was_there=False) | Q(referral__isnull=False),
                name="line_that_was_there_has_a_referral",
            ),
        ]
        indexes = [models.Index(fields=["area", "token"], name="line_by_token")]


class ListMapping(AreaModel):
    """How the columns of an agency's lists were matched the last time."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="+")
    mapping = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

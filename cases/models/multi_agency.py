from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded
from cases.stages import Advice, AskedAgency, AskedHow

from .case import Case


class AgencyAdvice(Recorded, AreaModel):
    """Other agencies were asked about a case, and what they advised; never altered: a correction is
    another row that `corrects` it. `original` is the first of them all (itself, for the first).

    It is about the case, of which either side may be the subject: whoever opens the case reads it,
    as the risk assessments, and nothing that is printed for one side or for both holds it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agency_advice")
    original = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    happened_on = models.DateField()
    agencies = ArrayField(models.CharField(max_length=20, choices=AskedAgency))
    how = models.CharField(max_length=20, choices=AskedHow)
    advice = models.CharField(max_length=20, choices=Advice)
    said = EncryptedText()

    @property
    def who_was_asked(self) -> str:
        """The agencies in words."""
        return ", ".join(str(AskedAgency(one).label) for one in self.agencies)

from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel
from people.models import Answer, Person
from referrals.stages import Custody, Part, Side

from .referral import Referral


class ReferralPerson(AreaModel):
    """A person's place in a referral: which side they were on, and what the referrer said of it.

    `age_told` is in whole years, where no date of birth is known. `needs` is what helps them to
    take part: language, interpreter, access.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=Side)
    part = models.CharField(max_length=20, choices=Part, default=Part.PARTY)
    accepts_responsibility = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    age_told = models.PositiveSmallIntegerField(null=True, blank=True)
    lives_in_area = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    custody = models.CharField(max_length=20, choices=Custody, default=Custody.NOT_KNOWN)
    establishment = models.CharField(max_length=120, blank=True)
    release_on = models.DateField(null=True, blank=True)
    needs = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "referral", "person"], name="person_once_in_a_referral"
            )
        ]
        indexes = [models.Index(fields=["area", "person"], name="referrals_of_a_person")]

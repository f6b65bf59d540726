from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import Access, AgencyRole, Held, KeyDateKind, OrderKind

from .case import Case
from .participant import Participant


class Stay(Recorded, AreaModel):
    """Where a participant is held or supervised, from a day on; a move ends one and begins another.

    `establishment` is its code in the prison register; empty in the community, or where it is not
    known. The last day of a stay is the first of the next.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="stays")
    held = models.CharField(max_length=20, choices=Held)
    establishment = models.CharField(max_length=4, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "participant"],
                condition=models.Q(until_on=None),
                name="one_stay_at_a_time",
            )
        ]


class AgencyContact(Versioned, Recorded, AreaModel):
    """A professional of another agency who works with a participant: their offender manager and
    others. A work address, never the participant's.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="agency_contacts"
    )
    role = models.CharField(max_length=20, choices=AgencyRole)
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    until_on = models.DateField(null=True, blank=True)


class AccessRequest(Versioned, Recorded, AreaModel):
    """Asking a prison to let a facilitator in to see somebody, and what became of it (field guide
    9: chased after 10 working days)."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="access_requests"
    )
    establishment = models.CharField(max_length=4)
    state = models.CharField(max_length=10, choices=Access, default=Access.ASKED)
    asked_on = models.DateField()
    chase_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    note = EncryptedText(null=True, blank=True)  # type: ignore[misc]


class KeyDate(Recorded, AreaModel):
    """A day that matters for a participant: release, parole, the end of a licence.

    It is told of some months before, and again nearer to it (`cases.stages.AHEAD`):
    `noted_months` is the last of these alerts that somebody has noted.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="key_dates")
    kind = models.CharField(max_length=20, choices=KeyDateKind)
    on = models.DateField()
    noted_months = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)


class CourtOrder(Versioned, Recorded, AreaModel):
    """An order or condition that binds a participant, and whether it forbids contact with the other
    side: then nothing is sent or arranged until a manager has agreed.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="orders")
    against = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=OrderKind)
    terms = EncryptedText()
    forbids_contact = models.BooleanField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_why = EncryptedText(null=True, blank=True)  # type: ignore[misc]

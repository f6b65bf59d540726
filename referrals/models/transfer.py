from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.models import Area, User
from areas.scoping import AreaModel


class Lawful(models.TextChoices):
    """Why a referral may be told to another area's service."""

    CONSENT = "consent", _("The person agreed to it")
    SAFEGUARDING = "safeguarding", _("To protect somebody from harm")
    PUBLIC_TASK = "public_task", _("The other service has the duty, and the person was told")


class ParcelQuerySet(models.QuerySet["Parcel"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those that the actor's area sent or was sent."""
        return self.filter(Q(from_area_id=actor.area_id) | Q(to_area_id=actor.area_id))


class Parcel(models.Model):
    """A referral on its way from one area to another: a disclosure, never a change of area.

    The other area reads `summary` until it accepts; `contents` is opened by accepting, once, and
    emptied then, as it is when the parcel is refused or taken back. Both are JSON. `referral_id` is
    the sender's and `arrived_as` the receiver's: no foreign key crosses.
    Both areas see the row (policies `sent` and `offered`), nobody else does.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Waiting for the other area")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Sent back")
        TAKEN_BACK = "taken_back", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    from_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.OFFERED)
    referral_id = models.UUIDField()
    referral_reference = models.CharField(max_length=20)
    lawful = models.CharField(max_length=20, choices=Lawful)
    reason = EncryptedText()
    summary = EncryptedText()
    contents = EncryptedText()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    answer = EncryptedText()
    arrived_as = models.CharField(max_length=20, blank=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_area=models.F("to_area")), name="parcel_to_another_area"
            ),
            models.UniqueConstraint(
                fields=["referral_id"],
                condition=Q(state="offered"),
                name="one_parcel_on_its_way",
            ),
        ]


class Provenance(AreaModel):
    """Where a referral came from that another area passed on: its area and its reference there.

    One a parcel: a parcel that is opened twice arrives once.
    """

    parcel_id = models.UUIDField()
    from_area_name = models.CharField(max_length=80)
    from_reference = models.CharField(max_length=20)
    received_there_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "parcel_id"], name="parcel_arrives_once")
        ]

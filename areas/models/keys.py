from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from areas.roles import Perm
from areas.scoping import AreaModel, Recorded

from .agency import Agency
from .user import User

KEY_MARK = "rjk"


class AgencyDomain(Recorded, AreaModel):
    """A mail domain whose work addresses may ask for a one-off link to refer for an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "domain"], name="domain_once_an_area"),
            models.CheckConstraint(
                condition=~Q(domain="") & Q(domain=Lower("domain")),
                name="domain_in_lower_case",
            ),
        ]


class SignInLink(AreaModel):
    """One link, sent to a work address, that lets one guest in once. Read by its key hash before an
    area is known.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class ApiKey(Recorded, AreaModel):
    """One system of one agency, with what it may do. The key itself is shown once and never stored.

    Read by its hash before an area is known. `prefix` is what people recognise it by. `sends` and
    `reads` count its requests within `minute`.
    """

    class Scope(models.TextChoices):
        CREATE = Perm.REFERRAL_MAKE.value, _("Send referrals")
        READ = Perm.REFERRAL_VIEW_OWN.value, _("Read the referrals that the agency sent")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope))
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    minute = models.DateTimeField(null=True, blank=True)
    sends = models.PositiveIntegerField(default=0)
    reads = models.PositiveIntegerField(default=0)

    @property
    def beginning(self) -> str:
        """How the key begins, by which whoever holds it can tell which it is."""
        return f"{KEY_MARK}_{self.prefix}"


class KeyedRequest(AreaModel):
    """One `Idempotency-Key` that a system used, and what was answered: the status and an address.

    `status` is empty while the request is in flight. Kept for 28 days.
    """

    api_key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "api_key", "key"], name="key_used_once")
        ]

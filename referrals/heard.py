"""How people who come by themselves hear of the service."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeardFrom(models.TextChoices):
    """How somebody who came by themselves heard of the service (field guide 4.5)."""

    POLICE = "police", _("The police")
    VICTIM_SERVICE = "victim_service", _("A service for victims")
    PRISON_PROBATION = "prison_probation", _("Prison or probation")
    COURT = "court", _("A court or a solicitor")
    OTHER_SERVICE = "other_service", _("A school, a doctor, the council or another service")
    FAMILY = "family", _("Family or friends")
    TOOK_PART = "took_part", _("Somebody who has taken part")
    ONLINE = "online", _("The internet or social media")
    NEWS = "news", _("A leaflet, a poster or the news")
    OTHER = "other", _("In another way")

"""The keys of other systems, for whoever gives and ends them."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.models import ApiKey


def keys_of(actor: Actor) -> QuerySet[ApiKey]:
    """Those in use first, the newest of them first."""
    rows = ApiKey.objects.visible_to(actor).select_related("agency", "recorded_by")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-recorded_at", "pk")


def get_key(actor: Actor, pk: object) -> ApiKey:
    """One key of the area, or 404."""
    return get_object_or_404(keys_of(actor), pk=pk)

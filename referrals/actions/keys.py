"""Keys that a service manager gives to the systems of partner agencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.api_keys import new_key
from areas.models import Agency, ApiKey
from areas.roles import Perm
from audit.record import record


class KeyRefused(Exception):
    """The key cannot be made or ended. The text may be shown."""


@transaction.atomic
def make_key(
    agency: Agency, *, name: str, scopes: Sequence[str], by: Actor, now: datetime
) -> tuple[ApiKey, str]:
    """Make a key for a system of the agency; returns it with what is shown once and never again.

    Raises KeyRefused where a system of that name has one already.
    """
    by.must(Perm.AREA_CONFIGURE)
    locked = Agency.objects.visible_to(by).select_for_update().get(pk=agency.pk)
    standing = ApiKey.objects.visible_to(by).filter(agency=locked, ended_at=None)
    if standing.filter(name__iexact=name).exists():
        raise KeyRefused(_("This system has a key already. End that one, or choose another name."))
    made = new_key()
    key = ApiKey.objects.create(
        area=by.area,
        agency=locked,
        name=name,
        prefix=made.prefix,
        key_hash=made.key_hash,
        scopes=list(scopes),
        recorded_at=now,
        recorded_by=by.user,
    )
    record("api_key.made", key, by=by, scopes=list(scopes))
    return key, made.shown


@transaction.atomic
def end_key(key: ApiKey, *, by: Actor, now: datetime) -> ApiKey:
    """From now on the key opens nothing. Raises KeyRefused where it was ended before."""
    by.must(Perm.AREA_CONFIGURE)
    row = ApiKey.objects.visible_to(by).select_for_update().get(pk=key.pk)
    if row.ended_at:
        raise KeyRefused(_("This key has been ended already."))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record("api_key.ended", row, by=by)
    return row

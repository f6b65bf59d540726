"""Keys of other systems: `Authorization: Bearer rjk_<prefix>_<secret>`.

A key is read before an area is known. Only its SHA-256 is stored; the secret is 256 random bits, so
that no slower digest is needed.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .actor import Actor
from .direct import columns, first, take
from .models import ApiKey, Area
from .models.keys import KEY_MARK
from .problems import TooMany

SCHEME = "Bearer"
A_MINUTE = 60
FIND = """
SELECT {key}, {area}
FROM areas_apikey key JOIN areas_area area ON area.id = key.area_id
WHERE key.key_hash = %s
"""
COUNT = """
UPDATE areas_apikey SET
    sends = CASE WHEN minute = %(minute)s THEN sends + %(send)s ELSE %(send)s END,
    reads = CASE WHEN minute = %(minute)s THEN reads + %(read)s ELSE %(read)s END,
    minute = %(minute)s,
    last_used_on = %(today)s
WHERE area_id = %(area)s AND id = %(key)s
"""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is shown once, with what is kept of it."""

    shown: str
    prefix: str
    key_hash: str


def new_key() -> NewKey:
    prefix = secrets.token_hex(4)
    shown = f"{KEY_MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    return NewKey(shown, prefix, hash_of(shown))


def hash_of(shown: str) -> str:
    return hashlib.sha256(shown.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class System:
    """Another system at the door: what DRF calls the user of a request that carries a key."""

    key: ApiKey
    pk = None
    is_authenticated = True
    is_active = True


class KeyAuthentication(BaseAuthentication):
    """Reads the key of a request. One that is unknown and one that was ended answer the same."""

    def authenticate(self, request: Request) -> tuple[System, ApiKey] | None:
        if not request.META.get("HTTP_AUTHORIZATION", ""):
            return None
        key = _find(presented(request._request))
        if key:
            # So that a refusal is written down in the key's own area.
            request._request.actor = Actor.by_key(key)  # type: ignore[attr-defined]
        if key is None or key.ended_at:
            raise AuthenticationFailed(_("This key is not known, or it has been ended."))
        return System(key), key

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="RJCase"'


def presented(request: HttpRequest) -> str:
    """The hash of the key that a request carries, empty where it carries none. The middleware
    presents it to the transaction.
    """
    scheme, _space, rest = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    shown = rest.strip()
    ours = scheme.lower() == SCHEME.lower() and shown.startswith(f"{KEY_MARK}_")
    return hash_of(shown) if ours else ""


def _find(key_hash: str) -> ApiKey | None:
    found = first(_statement(), key_hash) if key_hash else None
    if found is None:
        return None
    key, rest = take(ApiKey, found)
    key.area, _nothing = take(Area, rest)
    return key


@cache
def _statement() -> str:
    return FIND.format(key=columns(ApiKey, "key"), area=columns(Area, "area"))


def kind_of_use(request: HttpRequest) -> str:
    """What a request counts as: the name of the counter, and of its limit in the settings."""
    return "sends" if request.method == "POST" else "reads"


def refuse_too_many(key: ApiKey, kind: str, *, now: datetime) -> None:
    """Raise TooMany where the key has used up the present minute.

    Requests under way are counted when they end, so that as many more may slip through as run at
    once.
    """
    limit = settings.API_REQUESTS_A_MINUTE[kind]
    if key.minute == _minute(now) and getattr(key, kind) >= limit:
        raise TooMany(
            _("This key may be used %(limit)s times a minute for this.") % {"limit": limit},
            headers={"Retry-After": str(A_MINUTE - now.second)},
        )


def count_use(request: HttpRequest, *, now: datetime) -> None:
    """Count a request that a key made, in the context of the key's own area."""
    actor = cast("Actor | None", getattr(request, "actor", None))
    if actor is None or actor.key_id is None:
        return
    send = int(kind_of_use(request) == "sends")
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "send": send,
                "read": 1 - send,
                "minute": _minute(now),
                "today": timezone.localdate(now),
                "area": actor.area_id,
                "key": actor.key_id,
            },
        )


def _minute(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(second=0, microsecond=0)

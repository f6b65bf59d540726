"""The one-off link of a guest, read by its key before the area is known."""

from __future__ import annotations

import hashlib

from areas.models import SignInLink
from areas.tenancy import present_key


def hash_of(token: str) -> str:
    """What we keep of a link: who reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> SignInLink | None:
    """The link whose token somebody presents; no other can be seen (policy `own_key`)."""
    key_hash = hash_of(token)
    present_key(key_hash)
    found = SignInLink.objects.filter(key_hash=key_hash).select_related("area", "user")
    return found.first()

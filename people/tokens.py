"""Keyed hashes of encrypted contact values: equality inside one area, and nothing else.

The same number in two areas has two tokens, so that no comparison crosses.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import unicodedata
from uuid import UUID

from django.conf import settings

from .models import ContactPoint

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b")
TELEPHONES = frozenset({ContactPoint.Kind.MOBILE, ContactPoint.Kind.TELEPHONE})


def normalised(kind: str, value: str) -> str:
    """A telephone in national digits, anything else folded and squeezed."""
    plain = unicodedata.normalize("NFKC", value).casefold()
    if kind in TELEPHONES:
        digits = "".join(sign for sign in plain if sign.isdigit())
        return "0" + digits[2:] if digits.startswith("44") else digits
    return " ".join(plain.split())


def token(area_id: UUID, text: str) -> str:
    """The keyed hash of a normalised text in one area; empty for an empty one."""
    if not text:
        return ""
    key = hmac.digest(base64.b64decode(settings.FIELD_KEY), b"tokens", hashlib.sha256)
    return hmac.new(key, f"{area_id}|{text}".encode(), hashlib.sha256).hexdigest()


def value_token(area_id: UUID, *, kind: str, value: str) -> str:
    family = "telephone" if kind in TELEPHONES else kind
    plain = normalised(kind, value)
    return token(area_id, f"{family}|{plain}") if plain else ""


def postcode_token(area_id: UUID, *, kind: str, value: str) -> str:
    """The token of the postcode in a postal address; empty where there is none."""
    if kind != ContactPoint.Kind.ADDRESS:
        return ""
    found = POSTCODE.search(unicodedata.normalize("NFKC", value).upper())
    return token(area_id, f"postcode|{found[1]}{found[2]}") if found else ""

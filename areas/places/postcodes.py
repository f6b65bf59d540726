"""Reading a postcode as people write it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})")
OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9]?")
NOT_FIXED = frozenset({
    "NFA",
    "NFAB",
    "NOFIXEDABODE",
    "NOFIXEDADDRESS",
    "NOADDRESS",
    "NOPOSTCODE",
    "NONE",
    "HOMELESS",
})
NO_ABODE_OUTWARD = "ZZ99"
"""The health service's postcode for people of no fixed abode."""
FORCES_POST = frozenset({"BF1"})
SCOTLAND = frozenset([
    "AB",
    "DD",
    "DG",
    "EH",
    "FK",
    "G",
    "HS",
    "IV",
    "KA",
    "KW",
    "KY",
    "ML",
    "PA",
    "PH",
    "TD",
    "ZE",
])
NORTHERN_IRELAND = frozenset({"BT"})
ISLANDS = frozenset({"GY", "JE", "IM"})


class NotAPlace(Exception):
    """No police area of England and Wales follows from what was written. The text may be shown."""


EMPTY: str | Promise = _("Enter a postcode, such as ME14 1XX")
NONSENSE: str | Promise = _("Enter a whole postcode, such as ME14 1XX")
PART: str | Promise = _(
    "Enter the whole postcode, such as ME14 1XX. Its first part alone can lie in two police areas."
)
NO_ABODE: str | Promise = _(
    "You do not need an address. Choose the district or the police force where you are now, or "
    "where it happened."
)
BFPO: str | Promise = _(
    "A BFPO address lies in no police area. Choose the district or the police force where it "
    "happened."
)
IN_SCOTLAND: str | Promise = _(
    "This postcode is in Scotland. The services here work in England and Wales: choose the "
    "district or the police force where it happened, if that was in England or Wales."
)
IN_NORTHERN_IRELAND: str | Promise = _(
    "This postcode is in Northern Ireland. The services here work in England and Wales: choose "
    "the district or the police force where it happened, if that was in England or Wales."
)
ON_AN_ISLAND: str | Promise = _(
    "This postcode is outside England and Wales. Choose the district or the police force where it "
    "happened, if that was in England or Wales."
)
UNKNOWN: str | Promise = _(
    "We do not know this postcode. Check it, or choose a district or a police force instead."
)


@dataclass(frozen=True, slots=True)
class Postcode:
    """A whole postcode in its parts: `ME14 1XX` is outward `ME14`, sector `ME14 1`."""

    outward: str
    digit: str
    letters: str

    @property
    def sector(self) -> str:
        return f"{self.outward} {self.digit}"

    def __str__(self) -> str:
        return f"{self.outward} {self.digit}{self.letters}"


def parse(text: str) -> Postcode:
    """The postcode, with whatever spaces, signs and capitals it was written; raises NotAPlace."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
    if not plain:
        raise NotAPlace(NONSENSE if text.strip() else EMPTY)
    if plain in NOT_FIXED or plain.startswith(NO_ABODE_OUTWARD):
        raise NotAPlace(NO_ABODE)
    if plain.startswith("BFPO"):
        raise NotAPlace(BFPO)
    found = WHOLE.fullmatch(plain)
    if found is None:
        raise NotAPlace(PART if OUTWARD.fullmatch(plain) else NONSENSE)
    return Postcode(*found.groups())


def why_unknown(postcode: Postcode) -> str | Promise:
    """What to say of a whole postcode whose sector is not in the register."""
    letters = postcode.outward[:2].rstrip("0123456789")
    if postcode.outward in FORCES_POST:
        return BFPO
    for places, sentence in (
        (SCOTLAND, IN_SCOTLAND),
        (NORTHERN_IRELAND, IN_NORTHERN_IRELAND),
        (ISLANDS, ON_AN_ISLAND),
    ):
        if letters in places:
            return sentence
    return UNKNOWN

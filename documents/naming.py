"""Names of files: as their owner gave them, without what could mislead a reader or a system."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 100
_PATH = re.compile(r"[/\\]")


def shown_name(given: str | None, *, kind: str) -> str:
    """The last part of the name, without control and turning characters, with its true ending."""
    last = _PATH.split(given or "")[-1]
    plain = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", last[:1000])
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    stem, dot, ending = plain.rpartition(".")
    if not dot or not _is_ending(ending):
        stem = plain
    stem = " ".join(stem.split()).strip(".")[:LONGEST].strip()
    return f"{stem or _('Document')}.{ENDINGS.get(kind, kind)}"


ENDINGS = {"jpeg": "jpg"}


def _is_ending(text: str) -> bool:
    return text.isalnum() and len(text) <= 5

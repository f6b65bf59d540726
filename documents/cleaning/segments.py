"""JPEG pictures inside other documents: what tells of their makers goes, and no pixel changes."""

from __future__ import annotations

START = b"\xff\xd8"
TELLING = {0xE1, 0xED, 0xFE}
"""Segments with EXIF and XMP, with IPTC, and with comments."""
PIXELS_FOLLOW = 0xDA


def without_telling(jpeg: bytes) -> bytes:
    """The same picture; what is not a JPEG, or breaks off, is left as it is from there on."""
    if not jpeg.startswith(START):
        return jpeg
    kept, at = bytearray(START), len(START)
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg) and jpeg[at + 1] != PIXELS_FOLLOW:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in TELLING:
            kept += jpeg[at:end]
        at = end
    return bytes(kept) + jpeg[at:]

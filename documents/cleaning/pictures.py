"""Pictures: decoded and encoded anew, so that nothing but the pixels is left."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from documents.cleaning import Unclean

PIXELS = 50_000_000
"""What a good telephone takes; decoded it is 200 MB."""
QUALITY = 90
FORMATS = {"jpeg": "JPEG", "png": "PNG"}


def clean_picture(content: bytes, *, kind: str) -> bytes:
    """The same picture, upright, without EXIF, place, thumbnail, comment or anything behind it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _encoded(_decoded(content, kind=kind), kind=kind)
    except (Unclean, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Unclean("too_many_pixels") from None
    except Exception:  # noqa: BLE001 -- whatever the decoder makes of a stranger's bytes
        raise Unclean("unreadable") from None


def _decoded(content: bytes, *, kind: str) -> Image.Image:
    picture: Image.Image = Image.open(BytesIO(content), formats=[FORMATS[kind]])
    if picture.width * picture.height > PIXELS:
        raise Unclean("too_many_pixels")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on where it is imported too
    picture.load()
    with suppress(Exception):  # a broken EXIF block costs the turn, not the picture
        picture = ImageOps.exif_transpose(picture)
    return picture


def _encoded(picture: Image.Image, *, kind: str) -> bytes:
    if kind == "png" and "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if kind == "jpeg":
        picture = picture.convert("RGB")
    picture.info = {}
    out = BytesIO()
    picture.save(out, FORMATS[kind], **({"quality": QUALITY} if kind == "jpeg" else {}))
    return out.getvalue()

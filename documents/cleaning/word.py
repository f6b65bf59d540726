"""Word documents: a zip of parts. What tells of its authors goes, what runs is refused, and what is
fetched from elsewhere when somebody opens it leads nowhere.
"""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

from lxml import etree

from documents.cleaning import Unclean
from documents.cleaning.pictures import clean_picture

ENTRIES = 2000
INFLATED = 100_000_000
RATIO = 200
"""A part of text that was packed tighter than this is nobody's writing."""
SMALL = 1_000_000
CHUNK = 65_536
CONTENT_TYPES, BODY = "[Content_Types].xml", "word/document.xml"
RUNS = ("vbaproject", "vbadata", "activex/", "macrosheets/")
EMBEDDED, HARMLESS = "word/embeddings/", ".xlsx"
TELLS = (
    *("core-properties", "extended-properties", "custom-properties", "thumbnail"),
    *("relationships/customxml", "relationships/people"),
)
TELLING_PARTS = ("docprops/", "customxml/", "word/people.xml")
LINK = "/hyperlink"
NOWHERE = "about:blank"
PICTURES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png"}
Parts = dict[str, bytes]


def clean_docx(content: bytes) -> bytes:
    """The same text and pictures; a document that carries a macro or a program is refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _inflated(archive)
        _look_for_programs(parts)
        return _packed(_cleaned(parts))
    except (Unclean, MemoryError):
        raise
    except Exception:  # noqa: BLE001 -- whatever the readers make of a stranger's bytes
        raise Unclean("unreadable") from None


def _inflated(archive: zipfile.ZipFile) -> Parts:
    """Every part, counted as it is really inflated: what the headers say of it is not believed."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > ENTRIES:
        raise Unclean("too_large_inside")
    parts: Parts = {}
    left = INFLATED
    for entry in entries:
        if entry.flag_bits & 1:
            raise Unclean("locked")
        if entry.filename in parts or entry.filename.startswith("/") or ".." in entry.filename:
            raise Unclean("unreadable")
        parts[entry.filename] = _part(archive, entry, at_most=left)
        left -= len(parts[entry.filename])
    if not {CONTENT_TYPES, BODY} <= set(parts):
        raise Unclean("unreadable")
    return parts


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, at_most: int) -> bytes:
    found = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            found += chunk
            too_dense = len(found) > SMALL and len(found) > RATIO * max(entry.compress_size, 1)
            if len(found) > at_most or too_dense:
                raise Unclean("too_large_inside")
    return bytes(found)


def _look_for_programs(parts: Parts) -> None:
    names = [name.lower() for name in parts]
    runs = any(mark in name for name in names for mark in RUNS)
    runs = runs or any(name.startswith(EMBEDDED) and not name.endswith(HARMLESS) for name in names)
    if runs or b"macroenabled" in parts[CONTENT_TYPES].lower():
        raise Unclean("macro")


def _cleaned(parts: Parts) -> Parts:
    kept = {name: body for name, body in parts.items() if not _tells(name)}
    for name, body in kept.items():
        if name.lower().endswith(".rels"):
            kept[name] = _without_outside(body)
        elif name == CONTENT_TYPES:
            kept[name] = _without_overrides(body)
        elif kind := PICTURES.get(name[name.rfind(".") :].lower()):
            with suppress(Unclean):  # a picture that nobody can read tells nothing either
                kept[name] = clean_picture(body, kind=kind)
    return kept


def _tells(name: str) -> bool:
    return name.lower().startswith(TELLING_PARTS)


def _tree(body: bytes) -> etree._Element:
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unclean("unreadable")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(body, parser)


def _text(root: etree._Element) -> bytes:
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def _without_outside(body: bytes) -> bytes:
    """Relationships to what is fetched (templates, pictures, frames) lead nowhere; links stay."""
    root = _tree(body)
    for relation in list(root):
        kind = str(relation.get("Type", "")).lower()
        if any(mark in kind for mark in TELLS):
            root.remove(relation)
        elif relation.get("TargetMode") == "External" and not kind.endswith(LINK):
            relation.set("Target", NOWHERE)
    return _text(root)


def _without_overrides(body: bytes) -> bytes:
    root = _tree(body)
    for one in list(root):
        if _tells(str(one.get("PartName", "")).lstrip("/")):
            root.remove(one)
    return _text(root)


def _packed(parts: Parts) -> bytes:
    """A fresh zip: no comments, no times, nothing before, between or behind its parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()

"""PDF: read whole and written anew, without what runs, what is attached and what tells of its
maker.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf  # noqa: TID253 -- only ever in the cleaner's own process

from documents.cleaning import Unclean
from documents.cleaning.segments import without_telling

PAGES = 1000
OBJECTS = 200_000
RUNS_OR_TELLS = (
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA"),
    *("/EmbeddedFiles", "/EF", "/AF", "/RichMediaContent", "/RichMediaSettings"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb"),
)
ACTS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm"),
    *("/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
}
CARRIERS = {"/FileAttachment", "/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}


def clean_pdf(content: bytes) -> bytes:
    """The same pages; links to web pages stay, and nothing else leads out or does anything."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=True) as pdf:
            return _cleaned(pdf)
    except (Unclean, MemoryError):
        raise
    except pikepdf.PasswordError:
        raise Unclean("locked") from None
    except Exception:  # noqa: BLE001 -- whatever the reader makes of a stranger's bytes
        raise Unclean("unreadable") from None


def _cleaned(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise Unclean("locked")
    if len(pdf.objects) > OBJECTS:
        raise Unclean("too_large_inside")
    if not 0 < len(pdf.pages) <= PAGES:
        raise Unclean("too_many_pages" if pdf.pages else "unreadable")
    for item in pdf.objects:
        _strip(item)
        if isinstance(item, pikepdf.Stream) and _is_photograph(item):
            _strip_photograph(item)
    for page in pdf.pages:
        if "/Annots" in page:
            kept = [one for one in page.Annots if str(one.get("/Subtype")) not in CARRIERS]
            page.Annots = pikepdf.Array(kept)
    del pdf.docinfo
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _strip(item: Any) -> None:
    """One object and all that stands directly in it; what it refers to has its own turn."""
    waiting = [item]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += [one for one in node if not getattr(one, "is_indirect", False)]
        elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            _disarm(node)
            values = (node.get(name) for name in list(node.keys()))
            waiting += [one for one in values if not getattr(one, "is_indirect", False)]


def _is_photograph(item: Any) -> bool:
    """Whether a JPEG lies in it as it is: its filter may stand by itself or in a list."""
    filters = item.get("/Filter")
    alone = [filters] if isinstance(filters, pikepdf.Name) else list(filters or ())
    return alone == [pikepdf.Name.DCTDecode]


def _strip_photograph(item: Any) -> None:
    picture, kind = without_telling(item.read_raw_bytes()), pikepdf.Name.DCTDecode
    item.write(picture, filter=kind, decode_parms=item.get("/DecodeParms"))


def _disarm(node: Any) -> None:
    names: tuple[str, ...] = RUNS_OR_TELLS
    if isinstance(node, pikepdf.Stream):
        names = (*names, "/F", "/FFilter", "/FDecodeParms")
    if str(node.get("/S", "")) in ACTS:
        names = (*names, "/S", "/F", "/Win", "/Mac", "/Unix", "/R", "/Next")
    for name in names:
        if name in node:
            del node[name]

"""A file of many referrals, CSV or XLSX, as headings and lines of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from .limits import MAX_BYTES, MAX_COLUMNS, MAX_HEADING, MAX_ROWS, NotRead
from .text import decoded, lines_of_text
from .workbook import lines_of_workbook

XLSX = "xlsx"
ZIPPED = b"PK\x03\x04"
OTHER_KINDS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8")
"""A PDF, an old Excel or Word file, pictures, RTF: what people send by mistake."""
MANY_DIGITS = 6
TYPED = re.compile(r"[\t\n\r]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds. A line is its number, as a spreadsheet counts, and its cells."""

    columns: list[str]
    lines: list[tuple[int, list[str]]]
    read_as: str


def read_sheet(data: bytes) -> Sheet:
    """Read a whole file; raises NotRead with a sentence that names the limit or what is wrong."""
    if len(data) > MAX_BYTES:
        raise NotRead(_("The file is larger than 5 MB. Split the list into smaller files."))
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise NotRead(_("The file is empty."))
    if data.startswith(OTHER_KINDS):
        raise NotRead(_("The file is neither CSV nor XLSX. Save the list as one of these."))
    if data.startswith(ZIPPED):
        return _shaped(lines_of_workbook(data), read_as=XLSX)
    text, read_as = decoded(data)
    return _shaped(lines_of_text(text), read_as=read_as)


def clean(cell: str) -> str:
    """A cell without what nobody can see, in composed letters."""
    seen = "".join(
        sign
        for sign in unicodedata.normalize("NFC", cell)
        if TYPED.match(sign) or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    return seen.strip("\ufeff \t\r\n\u00a0")


def _shaped(lines: Iterable[tuple[int, list[str]]], *, read_as: str) -> Sheet:
    filled = _filled(lines)
    _number, headings = next(filled, (0, []))
    if not headings:
        raise NotRead(_("The file is empty."))
    if len(headings) > MAX_COLUMNS:
        raise NotRead(_("The list has more than 100 columns. Remove those that are not needed."))
    if any(map(_looks_like_data, headings)):
        raise NotRead(_("The first row must hold the headings of the columns, not a referral."))
    kept = list(islice(filled, MAX_ROWS + 1))
    if len(kept) > MAX_ROWS:
        raise NotRead(_("The list has more than 10,000 rows. Split it into smaller files."))
    if not kept:
        raise NotRead(_("The file has headings and no rows below them."))
    return Sheet(_named_once(headings), kept, read_as)


def _filled(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The lines with something in them, cleaned."""
    for number, raw in lines:
        if cells := _without_empty_end([clean(cell) for cell in raw]):
            yield number, cells


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _looks_like_data(heading: str) -> bool:
    """An address, a telephone number or a date among the headings: a list that has none.

    Headings are kept as they are, so that nobody's data may stand there.
    """
    return "@" in heading or sum(sign.isdigit() for sign in heading) >= MANY_DIGITS


def _named_once(headings: list[str]) -> list[str]:
    """Each heading once: a blank one is called by its place, a second one is numbered."""
    names: list[str] = []
    for place, heading in enumerate(headings, start=1):
        plain = " ".join(heading.split())[:MAX_HEADING] or _("Column %(place)s") % {"place": place}
        name, times = plain, 1
        while name in names:
            times += 1
            name = f"{plain} ({times})"
        names.append(name)
    return names

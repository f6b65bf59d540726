"""XLSX: the first sheet, hidden rows too, as lines of text. A formula gives what it last showed."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from .limits import MAX_CELLS, MAX_INFLATED, NotRead

CHUNK = 256 * 1024
OVERLAP = 1024
SPACE = re.compile(rb"\s+")
PLACE = re.compile(rb"""\br ?= ?["']([A-Za-z]*)([0-9]+)["']""")
LONGEST_COLUMN = 3
MIDNIGHT = time()
NO_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What the zipfile module raises over a package that somebody cut, altered or locked."""
Cell = int | float | str | bool | date | time


def lines_of_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first sheet with its number; raises NotRead for what is no such file.

    What it unpacks to is measured before anything of it is read.
    """
    _measure(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ZipError, IndexError, ValueError) as failure:
        raise NotRead(_("The file is damaged, protected by a password, or not XLSX.")) from failure
    for number, row in enumerate(rows, start=1):
        yield number, [in_words(cell) for cell in row]  # type: ignore[arg-type]


def in_words(cell: Cell) -> str:
    """A cell as somebody would type it: days as 2026-03-27, whole numbers without a point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        on = cell.date().isoformat()
        return on if cell.time() == MIDNIGHT else f"{on} {cell:%H:%M}"
    return str(cell)


def _measure(data: bytes) -> None:
    inflated = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for entry in packed.infolist():
                with packed.open(entry) as part:
                    inflated = _through(part, inflated, is_sheet="worksheets/" in entry.filename)
    except NO_PACKAGE as failure:
        raise NotRead(_("The file is damaged, protected by a password, or not XLSX.")) from failure


def _through(part: IO[bytes], so_far: int, *, is_sheet: bool) -> int:
    """Count one part of the package without keeping it, and look how far its cells reach.

    Two cells at the ends of a sheet would be seventeen thousand million with what lies between.
    """
    rest, rows, columns = b"", 1, 1
    while chunk := part.read(CHUNK):
        so_far += len(chunk)
        if so_far > MAX_INFLATED:
            raise NotRead(_("The file unpacks to more than 60 MB, which no list of people needs."))
        if not is_sheet:
            continue
        text = SPACE.sub(b" ", rest + chunk)
        for letters, digits in PLACE.findall(text):
            rows, columns = max(rows, _number(digits)), max(columns, _column(letters))
        if rows * columns > MAX_CELLS:
            raise NotRead(
                _(
                    "The sheet reaches far beyond its list. Copy the list to a new file, without "
                    "the empty rows and columns, and upload that."
                )
            )
        rest = text[-OVERLAP:]
    return so_far


def _number(digits: bytes) -> int:
    return int(digits[:9])


def _column(letters: bytes) -> int:
    if len(letters) > LONGEST_COLUMN:
        return MAX_CELLS + 1
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place

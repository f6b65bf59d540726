"""Tables for spreadsheets: CSV that Excel opens in the right letters and takes for no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BEGINS_A_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "|",
    "%",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would begin to calculate."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(BEGINS_A_FORMULA) else cell


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """A whole file: UTF-8 with the mark by which Excel knows it, commas, every cell quoted."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")

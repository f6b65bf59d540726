"""CSV as police systems, spreadsheets and people write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .limits import NotRead

UTF_8, UTF_16, WINDOWS = "utf-8", "utf-16", "windows-1252"
DELIMITERS = ",;\t"
QUOTED = re.compile(r'"[^"]*"')
NAMES_ITS_DELIMITER = re.compile(r"sep=(.)\r?\n")
MUCH = 4


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and as what it was read: UTF-8 or UTF-16, else Windows-1252, which always can be.

    UTF-16 is known by its mark, or by its many zeros where the mark is missing.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), UTF_16
    if data.count(0) > len(data) // MUCH:
        little = data[1::2].count(0) >= data[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace"), UTF_16
    try:
        return data.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), WINDOWS


def lines_of_text(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number; a quoted cell may hold several lines."""
    text = text.replace("\0", "")
    named = NAMES_ITS_DELIMITER.match(text)
    body = text[named.end() :] if named else text
    _refuse_an_open_quotation(body, delimiter := named[1] if named else _delimiter(body))
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    try:
        yield from enumerate(rows, start=2 if named else 1)
    except csv.Error as failure:
        raise NotRead(_("A cell near row %(row)s is too long.") % {"row": rows.line_num}) from (
            failure
        )


def _delimiter(text: str) -> str:
    """The sign that parts the first line that is not empty; a comma where there is but one cell."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count)


def _refuse_an_open_quotation(text: str, delimiter: str) -> None:
    """One quotation mark that is never closed would swallow all rows after it without a word."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    started = 1
    try:
        for _row in rows:
            started = rows.line_num + 1
    except csv.Error as failure:
        if "end of data" in str(failure):
            raise NotRead(
                _("A quotation mark opens on line %(line)s of the file and is never closed.")
                % {"line": started}
            ) from failure

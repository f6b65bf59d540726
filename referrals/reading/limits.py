"""How much of a file is read, and what is raised beyond."""

from __future__ import annotations

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_HEADING = 80
MAX_INFLATED = 60 * 1024 * 1024
"""What an XLSX of five megabytes may hold once unpacked: ten times the usual."""
MAX_CELLS = 3_000_000
"""The rectangle of a sheet, empty cells too: they take room before they are seen to be empty."""


class NotRead(Exception):
    """The file cannot be taken in. The text says why, and may be shown."""

"""Lists of many referrals: taken in, matched, checked, imported in batches."""

from .check import NothingNamed, check_list, match_columns
from .run import BATCH, IMPORT, NothingToImport, go_on, import_batch, start_import
from .sweep import sweep
from .take import OPEN, ListClosed, drop_list, take_list

__all__ = [
    "BATCH",
    "IMPORT",
    "OPEN",
    "ListClosed",
    "NothingNamed",
    "NothingToImport",
    "check_list",
    "drop_list",
    "go_on",
    "import_batch",
    "match_columns",
    "start_import",
    "sweep",
    "take_list",
]

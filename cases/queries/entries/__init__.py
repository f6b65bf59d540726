"""Every kind of thing that happens in a case, by its code: the one list that `tell` and the history
know. A topic adds a module with its own `KINDS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    assessed,
    between,
    course,
    crossing,
    custody,
    leaving,
    multi_agency,
    people,
    programmes,
    record,
    sessions,
    work,
)
from .kind import Group as Group
from .kind import Kind as Kind
from .kind import Told as Told

TOPICS = (
    course,
    work,
    between,
    crossing,
    assessed,
    custody,
    people,
    programmes,
    record,
    sessions,
    leaving,
    multi_agency,
)
KINDS: Mapping[str, Kind] = {kind.code: kind for topic in TOPICS for kind in topic.KINDS}
SMALL = frozenset(code for code, kind in KINDS.items() if kind.is_small)


def codes_of(group: Group) -> list[str]:
    return [code for code, kind in KINDS.items() if kind.group is group]

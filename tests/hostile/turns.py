"""What is nasty, by turns: a page meets a few kinds of it, and a few pages meet all."""

import os
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import TypeVar

T = TypeVar("T")
THOROUGH = os.environ.get("RJCASE_PROOF_FORMS") == "thorough"
"""The long proof: every page meets everything."""


def in_turns(kinds: Sequence[T], several: int) -> Iterator[list[T]]:
    """So many of the kinds each time; all of them in the long proof."""
    endless = cycle(kinds)
    while True:
        yield list(kinds) if THOROUGH else [next(endless) for _ in range(several)]

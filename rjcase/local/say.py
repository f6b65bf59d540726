"""Words for the person at the terminal."""

import shlex
import sys
import textwrap
from pathlib import Path


def say(text: str) -> None:
    """One line about what happens now."""
    print(f"rj: {text}", file=sys.stderr, flush=True)


def card(*, address: str, home: Path, checkout: Path) -> str:
    """What somebody needs to know once it runs."""
    told = home / "card.txt"
    guide = told.read_text().strip() if told.exists() else "There is no demonstration data yet."
    moved = "" if home.is_relative_to(checkout) else " (outside of this folder)"
    return "\n".join((
        "",
        f"  RJCase runs at {address}",
        "",
        textwrap.indent(guide, "  "),
        "",
        f"  State, logs, mail:  {home}{moved}",
        f"  For tools:          set -a; . {shlex.quote(str(home / 'env'))}",
        "  Stop:               Ctrl-C",
        "",
    ))

"""`python -m rjcase.local <command>`: what `./rj` calls."""

import sys
from pathlib import Path

from rjcase.local import checks, run, suite, tools
from rjcase.local.refusals import CannotStart

COMMANDS = {
    "run": run.run,
    "test": suite.test,
    "check": checks.check,
    "bench": suite.bench,
    "docs": suite.docs,
    "prove": suite.prove,
    "backup": tools.backup,
    "manage": tools.manage,
}


def main(arguments: list[str]) -> int:
    """Run one command; what is in the way is said in one sentence."""
    checkout = Path(__file__).resolve().parents[2]
    try:
        return COMMANDS[arguments[0]](checkout, arguments[1:])
    except CannotStart as reason:
        print(f"rj: {reason}", file=sys.stderr)
    except OSError as reason:
        print(f"rj: {reason.filename or 'this machine'}: {reason.strerror}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

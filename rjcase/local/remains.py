"""What a run that was killed may have left: processes on their way out.

Each child leads a session, so everything that it started carries its number as the session's.
"""

import os
import signal
from contextlib import suppress
from pathlib import Path

from rjcase.local.children import wait_until

PATIENCE = 30.0


def record(path: Path, leader: int) -> None:
    """Note the leader of a session beside the moment when it began."""
    with path.open("a") as file:
        file.write(f"{leader} {_began(leader)}\n")


def wait_for_remains(path: Path) -> None:
    """Wait until nothing of the recorded sessions runs; kill what does not go by itself."""
    leaders = _leaders(path)
    if not wait_until(lambda: not _members(leaders), seconds=PATIENCE, pause=0.05):
        for process in _members(leaders):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        wait_until(lambda: not _members(leaders), seconds=5)
    path.unlink(missing_ok=True)


def _leaders(path: Path) -> set[int]:
    if not path.exists():
        return set()
    pairs = [line.split() for line in path.read_text().splitlines() if len(line.split()) == 2]
    return {int(leader) for leader, began in pairs if _began(int(leader)) in {began, "gone"}}


def _members(leaders: set[int]) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        fields = _status(int(entry.name))
        if fields and fields[0] != "Z" and int(fields[3]) in leaders:
            found.append(int(entry.name))
    return found


def _began(process: int) -> str:
    fields = _status(process)
    return fields[19] if fields else "gone"


def _status(process: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the third: state, parent, group, session, ..."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return []

"""Processes that this program starts, and that never outlive it.

Each child is the leader of a session of its own, so that Ctrl-C reaches this program alone and the
order of stopping is ours. The kernel signals each child when this program dies, even by SIGKILL.
"""

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rjcase.local.accounts import Account
from rjcase.local.refusals import CannotStart

SET_PARENT_DEATH_SIGNAL = 1
LARGEST_LOG = 20_000_000
"""Bytes, looked at when a process starts."""
LIBRARY = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def request_death_signal(number: signal.Signals) -> None:
    """Ask the kernel for a signal to this process when its parent is gone (Linux only)."""
    if LIBRARY:
        LIBRARY.prctl(SET_PARENT_DEATH_SIGNAL, int(number))


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """What a new child does first; it ends at once where the parent was quicker to go."""
    parent = os.getpid()

    def ask() -> None:
        request_death_signal(number)
        if os.getppid() != parent:
            os._exit(1)

    return ask


@dataclass(frozen=True)
class Child:
    """One running process and how it wants to be stopped."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals
    grace: float

    def last_words(self) -> str:
        """The end of its log, for the sentence that says why it stopped."""
        with suppress(OSError):
            lines = self.log.read_text(errors="replace").strip().splitlines()
            return f"the end of {self.log}:\n" + textwrap.indent("\n".join(lines[-5:]), "    ")
        return f"there is no {self.log}"


@dataclass
class Family:
    """All children of one run, in the order in which they were started."""

    folder: Path
    started: Callable[[int], None] = lambda _: None
    children: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        account: Account | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        orphan_signal: signal.Signals | None = None,
        grace: float = 10,
    ) -> Child:
        """Start a process with its output in `<folder>/<name>.log`.

        It gets `stop_signal` in an orderly stop, and `orphan_signal` where this program was killed.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = self.folder / f"{name}.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        drop = account if account and account.uid != os.geteuid() else None
        with log.open("ab") as out:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
                preexec_fn=die_with_parent(orphan_signal or stop_signal),
                user=drop.uid if drop else None,
                group=drop.gid if drop else None,
                extra_groups=[] if drop else None,
            )
        child = Child(name, process, log, stop_signal, grace)
        self.children.append(child)
        self.started(process.pid)
        return child

    def run(self, name: str, command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> None:
        """Run a process to its end; raise `CannotStart` with its last words where it fails."""
        child = self.start(name, command, env=env, cwd=cwd)
        failed = child.process.wait()
        self.children.remove(child)
        if failed:
            raise CannotStart(f"{name} failed; {child.last_words()}")

    def fallen(self) -> Child | None:
        """The first child that stopped by itself."""
        return next((child for child in self.children if child.process.poll() is not None), None)

    def stop(self) -> None:
        """Stop all, the last started first; what does not go in time is killed with its session."""
        while self.children:
            _stop(self.children.pop())


def _stop(child: Child) -> None:
    if child.process.poll() is None:
        child.process.send_signal(child.stop_signal)
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(child.grace)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def wait_until(ready: Callable[[], bool], *, seconds: float, pause: float = 0.02) -> bool:
    """Ask again and again; false when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(pause)
    return False

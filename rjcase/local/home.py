"""Where a run keeps its state: one folder, used by one run at a time."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rjcase.local.accounts import Account, can_enter, give, own_account
from rjcase.local.refusals import CannotStart

FOR_ROOT = Path("/var/lib/rjcase")
TEMPORARY = (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))  # noqa: S108 -- mkdtemp
LONGEST_SOCKET_FOLDER = 80
"""A socket's whole path has 107 bytes; file names and PostgreSQL's suffix need the rest."""


def usual_home(checkout: Path, database: Account) -> Path:
    """`RJCASE_HOME`, or `.local` of the checkout, or /var/lib/rjcase where the database's account
    cannot enter the checkout (one under /root).
    """
    named = os.environ.get("RJCASE_HOME")
    if named:
        return Path(named).absolute()
    return checkout / ".local" if can_enter(database, checkout) else FOR_ROOT


def make_home(home: Path, database: Account) -> None:
    """Make the folder, and see that the database's account gets through to it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700 if database == own_account() else 0o711)
        (home / ".writable").touch()
        (home / ".writable").unlink()
    except OSError as reason:
        raise CannotStart(
            f"{home} cannot be written ({reason.strerror}); set RJCASE_HOME to a folder that can"
        ) from None
    if not can_enter(database, home):
        raise CannotStart(
            f"{home} cannot be entered by {database.name}, the account of the database; "
            "set RJCASE_HOME to a folder that can, such as /var/lib/rjcase"
        )


@contextmanager
def held(home: Path) -> Iterator[bool]:
    """Hold the folder against a second run. True where the run before did not stop by itself."""
    with (home / "lock").open("a+") as lock:
        lock.seek(0)
        before = lock.read().strip()
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(
                f"another ./rj runs in {home} (process {before or 'unknown'}); stop it first, "
                "or set RJCASE_HOME and PORT to run a second one"
            ) from None
        _write(lock.fileno(), str(os.getpid()))
        yield bool(before)
        _write(lock.fileno(), "")


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.write(descriptor, text.encode())


@contextmanager
def throwaway_home(database: Account) -> Iterator[Path]:
    """A folder for tests and checks, removed at the end."""
    places = (place for place in TEMPORARY if can_enter(database, place))
    home = Path(tempfile.mkdtemp(prefix="rjcase-", dir=next(places, None))).resolve()
    try:
        make_home(home, database)
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def socket_folder(home: Path, name: str, account: Account) -> Path:
    """A private folder for a Unix socket, short enough for the kernel."""
    folder = home / name / "run"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        short = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"rjcase-{short}"
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), account.uid}:
        raise CannotStart(f"{folder} belongs to somebody else; remove it, or shorten RJCASE_HOME")
    give(folder, account, 0o700)
    return folder

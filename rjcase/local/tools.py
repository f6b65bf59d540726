"""`./rj manage` and `./rj backup`: tools for a run that goes on in another terminal."""

import os
import subprocess
import tarfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from rjcase.local.accounts import database_account
from rjcase.local.environment import DATABASE, read_environment
from rjcase.local.home import usual_home
from rjcase.local.refusals import CannotStart
from rjcase.local.say import say
from rjcase.local.servers import installed


def manage(checkout: Path, arguments: list[str]) -> int:
    """Django's manage.py with the environment of the run."""
    env = environment_of_run(running_home(checkout))
    command = installed(["python", "manage.py", *arguments])
    return subprocess.run(command, check=False, cwd=checkout, env=env).returncode


def backup(checkout: Path, arguments: list[str]) -> int:
    """A dump of everything, as the role that reads everything and writes nothing, and after it the
    documents, so that each one of the dump has its file.
    """
    if arguments:
        raise CannotStart("./rj backup takes no arguments")
    home = running_home(checkout)
    folder = home / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{DATABASE}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    target = folder / f"{name}.dump"
    programs = (home / "programs").read_text()
    options = ["-Fc", "-U", "rj_backup", "-h", str(socket_of(home)), "-f", str(target), DATABASE]
    done = subprocess.run(
        [f"{programs}/pg_dump", *options], check=False, capture_output=True, text=True
    )
    if done.returncode:
        target.unlink(missing_ok=True)
        raise CannotStart(f"the backup failed: {done.stderr.strip()[-300:]}")
    target.chmod(0o600)
    documents = Path(read_environment(home / "env")["RJCASE_DOCUMENT_DIR"])
    for made in (target, pack_documents(documents, into=folder / f"{name}-documents.tar")):
        say(f"{made} ({made.stat().st_size / 1e6:.1f} MB)")
    return 0


def pack_documents(folder: Path, *, into: Path) -> Path:
    """The sealed documents as they lie in their folder, in one file for its owner alone.

    One that is deleted meanwhile is left out.
    """
    descriptor = os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as pack:
        for path in sorted(folder.rglob("*")):
            with suppress(FileNotFoundError):
                pack.add(path, arcname=str(path.relative_to(folder)), recursive=False)
    return into


def running_home(checkout: Path) -> Path:
    """The folder of a run that goes on; raise `CannotStart` where there is none."""
    home = usual_home(checkout, database_account())
    if not (home / "env").exists() or not (socket_of(home) / ".s.PGSQL.5432").exists():
        raise CannotStart(f"nothing runs in {home}; start ./rj run in another terminal first")
    return home


def environment_of_run(home: Path) -> dict[str, str]:
    """What the run's processes have, and the owner's way in."""
    return {**os.environ, **read_environment(home / "env")}


def socket_of(home: Path) -> Path:
    """Where the run's PostgreSQL listens."""
    url = urlsplit(read_environment(home / "env")["DATABASE_URL"])
    return Path(parse_qs(url.query)["host"][0])

"""A private PostgreSQL: a Unix socket, peer authentication, no password, no network, no trust."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rjcase.local.accounts import Account, can_enter, give, own_account
from rjcase.local.binaries import postgres_folder, postgres_version, refuse_old
from rjcase.local.children import Family, wait_until
from rjcase.local.home import socket_folder
from rjcase.local.refusals import CannotStart

SUPERUSER = "postgres"
ROLES = ("rj_owner", "rj_app", "rj_worker", "rj_backup")
DURABLE = {"wal_level": "replica", "fsync": "on", "synchronous_commit": "on"}
THROWAWAY = {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "checkpoint_timeout": "60min",
    "max_wal_size": "4GB",
    "autovacuum": "off",
}
C_LOCALE = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Cluster:
    """One server with its data folder, its socket and the programs that fit it."""

    folder: Path
    programs: Path
    version: tuple[int, int]
    socket: Path
    account: Account
    durable: bool

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"


def prepare(home: Path, account: Account, *, durable: bool) -> Cluster:
    """Find the programs, make the data folder on the first run, and say who may connect."""
    found = postgres_folder()
    version = postgres_version(found)
    refuse_old(version)
    folder = home / "postgres"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    programs = reachable(found, folder, account=account, version=version)
    socket = socket_folder(home, "postgres", account)
    cluster = Cluster(folder, programs, version, socket, account, durable)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    if made_by != str(version[0]):
        raise CannotStart(
            f"{cluster.data} was made by PostgreSQL {made_by} and {found} is {version[0]}: set "
            "RJCASE_PG_BIN to the old one, or dump with the old and restore into a new RJCASE_HOME"
        )
    _say_who_may_connect(cluster)
    return cluster


def reachable(found: Path, folder: Path, *, account: Account, version: tuple[int, int]) -> Path:
    """The programs where the account can run them: a copy, if those found are private."""
    if can_enter(account, found / "postgres"):
        return found
    package = found.parents[1]
    place = folder / f"programs-{version[0]}.{version[1]}"
    copied = place / found.relative_to(package.parent)
    if not (copied / "postgres").exists():
        fresh = place.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        for part in (package, package.parent / f"{package.name}.libs"):
            if part.exists():
                shutil.copytree(part, fresh / part.name, symlinks=True)
        fresh.rename(place)
    return copied


def _initialise(cluster: Cluster) -> None:
    shutil.rmtree(cluster.data, ignore_errors=True)
    cluster.data.mkdir()
    give(cluster.data, cluster.account, 0o700)
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [
        str(cluster.programs / "initdb"),
        *("-D", str(cluster.data), "-U", SUPERUSER, "-E", "UTF8", "-A", "peer", "--data-checksums"),
        *(builtin if cluster.version[0] >= 17 else ["--locale=C.UTF-8"]),
        *([] if cluster.durable else ["--no-sync"]),
    ]
    drop = cluster.account.uid != os.geteuid()
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **C_LOCALE},
        cwd="/",
        user=cluster.account.uid if drop else None,
        group=cluster.account.gid if drop else None,
        extra_groups=[] if drop else None,
    )
    if done.returncode:
        shutil.rmtree(cluster.data, ignore_errors=True)
        raise CannotStart(f"PostgreSQL made no data folder: {done.stderr.strip()[-300:]}")


def _say_who_may_connect(cluster: Cluster) -> None:
    accounts = sorted({own_account().name, cluster.account.name})
    lines = [f'rjcase "{account}" {role}\n' for account in accounts for role in (SUPERUSER, *ROLES)]
    for name, text in (
        ("pg_hba.conf", "local all all peer map=rjcase\n"),
        ("pg_ident.conf", "".join(lines)),
    ):
        (cluster.data / name).write_text(text)
        give(cluster.data / name, cluster.account, 0o600)


def start(cluster: Cluster, family: Family) -> None:
    """Start the server and wait until it answers."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.socket),
        "unix_socket_permissions": "0700",
        "port": "5432",
        "shared_buffers": "128MB",
        "max_connections": "100",
        "logging_collector": "off",
        **(DURABLE if cluster.durable else THROWAWAY),
    }
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    child = family.start(
        "postgres",
        [str(cluster.programs / "postgres"), "-D", str(cluster.data), *settings],
        env={**os.environ, **C_LOCALE},
        cwd=Path("/"),
        account=cluster.account,
        stop_signal=signal.SIGINT,
        grace=60,
    )
    wait_until(
        lambda: child.process.poll() is not None or _ready(cluster, child.process.pid), seconds=60
    )
    if not _ready(cluster, child.process.pid):
        raise CannotStart(f"PostgreSQL did not start; {child.last_words()}")


def _ready(cluster: Cluster, pid: int) -> bool:
    try:
        lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

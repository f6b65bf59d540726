"""Versions: the locks say what pyproject.toml asks for, and this machine has what the locks say."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from rjcase.local.binaries import postgres_folder, postgres_version, refuse_old
from rjcase.local.refusals import CannotStart

PIN = r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)"
FORBIDDEN = ("psycopg", "psycopg-binary")
"""Django takes psycopg 3 as soon as it can be imported; the driver is psycopg2."""


def complaints(checkout: Path) -> list[str]:
    """A sentence for each version that is not what it should be."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    development = [*runtime, *project["dependency-groups"]["dev"]]
    return [
        *lock_complaints(checkout / "requirements" / "runtime.lock", runtime),
        *lock_complaints(checkout / "requirements" / "dev.lock", development),
        *disagreements(checkout),
        *machine_complaints(checkout),
    ]


def pinned(lock: Path) -> dict[str, str]:
    """Package and version of each line of a lock."""
    found = re.findall(PIN, lock.read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def lock_complaints(lock: Path, wanted: list[str]) -> list[str]:
    """What a lock lacks, what it pins too low, what must not be in it."""
    have = pinned(lock)
    said = [f"{lock.name}: {name} must not be installed" for name in FORBIDDEN if name in have]
    for requirement in map(Requirement, wanted):
        version = have.get(canonicalize_name(requirement.name))
        if version is None:
            said.append(f"{lock.name}: {requirement.name} is not in it; compile it again")
        elif not requirement.specifier.contains(version):
            said.append(f"{lock.name}: {requirement.name} {version} is not {requirement.specifier}")
    return said


def disagreements(checkout: Path) -> list[str]:
    """A package must have one version in both locks."""
    runtime = pinned(checkout / "requirements" / "runtime.lock")
    development = pinned(checkout / "requirements" / "dev.lock")
    return [
        f"{name}: runtime.lock has {version}, dev.lock has {development.get(name, 'none')}"
        for name, version in runtime.items()
        if development.get(name) != version
    ]


def machine_complaints(checkout: Path) -> list[str]:
    """PostgreSQL that lacks fixes, and packages that are not those of the lock."""
    said = []
    try:
        refuse_old(postgres_version(postgres_folder()))
    except CannotStart as reason:
        said.append(str(reason))
    wanted = pinned(checkout / "requirements" / "dev.lock")
    for found in metadata.distributions():
        name = canonicalize_name(found.metadata["Name"])
        if wanted.get(name, found.version) != found.version:
            said.append(f"{name} {found.version} is installed, dev.lock says {wanted[name]}")
    return said

"""What is done already, so that a second start takes seconds."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

CODE = {".py", ".csv", ".sql", ".json"}


def is_done(stamp: Path, fingerprint: str) -> bool:
    """Whether the work was done for exactly this state."""
    return stamp.exists() and stamp.read_text() == fingerprint


def note_done(stamp: Path, fingerprint: str) -> None:
    """Remember it."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)


def code_fingerprint(checkout: Path) -> str:
    """Changes when a migration, a model or reference data may have changed."""
    files = (
        file
        for package in _packages(checkout)
        for file in package.rglob("*")
        if file.suffix in CODE
    )
    return _fingerprint([*files, checkout / "requirements" / "runtime.lock"])


def static_fingerprint(checkout: Path) -> str:
    """Changes when a static file may have changed, ours or a package's."""
    folders = (checkout / "static", *(package / "static" for package in _packages(checkout)))
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return _fingerprint([*files, checkout / "requirements" / "runtime.lock"])


def _packages(checkout: Path) -> list[Path]:
    places = (file.parent for file in checkout.glob("[a-z]*/__init__.py"))
    return sorted(place for place in places if place.name != "tests")


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()

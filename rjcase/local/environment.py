"""The environment of RJCase's processes, and the file that hands it to tools."""

import base64
import os
import secrets
import shlex
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,/:?=%@+")
KEPT = ("RJCASE_SECRET_KEY", "RJCASE_FIELD_KEY")
ROLE_OF = {
    "DATABASE_URL": "rj_app",
    "DATABASE_OWNER_URL": "rj_owner",
    "DATABASE_WORKER_URL": "rj_worker",
}
DATABASE = "rjcase"


def database_url(role: str, socket: Path, name: str = DATABASE) -> str:
    """A URL over a Unix socket that Django and libpq's tools read alike."""
    return f"postgres://{role}@/{name}?host={quote(str(socket))}"


def make_environment(
    *, home: Path, mode: str, postgres: Path, valkey: Path, address: str, kept: Mapping[str, str]
) -> dict[str, str]:
    """All that RJCase's settings read. The keys are made once: data encrypted with one needs it."""
    return {
        "DJANGO_SETTINGS_MODULE": "rjcase.settings",
        "RJCASE_MODE": mode,
        **{name: database_url(role, postgres) for name, role in ROLE_OF.items()},
        "REDIS_URL": f"unix://{valkey}",
        "RJCASE_SECRET_KEY": kept.get("RJCASE_SECRET_KEY") or secrets.token_urlsafe(64),
        "RJCASE_FIELD_KEY": kept.get("RJCASE_FIELD_KEY")
        or base64.b64encode(secrets.token_bytes(32)).decode(),
        "RJCASE_BASE_URL": address,
        "RJCASE_HOME": str(home),
        "RJCASE_MAIL_DIR": str(home / "mail"),
        "RJCASE_STATIC_ROOT": str(home / "static"),
        "RJCASE_DOCUMENT_DIR": str(home / "documents"),
    }


def write_environment(path: Path, values: Mapping[str, str]) -> None:
    """Lines that `set -a; . env` reads; for the owner's eyes only, since keys are among them."""
    text = "".join(f"{name}={_quoted(value)}\n" for name, value in values.items())
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def _quoted(value: str) -> str:
    return value if SAFE.issuperset(value) else shlex.quote(value)


def read_environment(path: Path) -> dict[str, str]:
    """The file back again; empty where there is none."""
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {name: "".join(shlex.split(value)) for name, _, value in pairs}

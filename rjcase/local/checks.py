"""`./rj check`: all that can be said about the code without running its tests."""

import base64
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from rjcase.local import floors
from rjcase.local.refusals import CannotStart
from rjcase.local.say import say
from rjcase.local.servers import installed, throwaway_servers
from rjcase.local.stopping import Stopped, stopping
from rjcase.local.suite import INTERRUPTED, in_front


def check(checkout: Path, arguments: list[str]) -> int:
    """Run every check, name those that failed. Arguments choose some by name."""
    steps = all_steps(checkout)
    unknown = set(arguments) - set(steps)
    if unknown:
        known = ", ".join(steps)
        raise CannotStart(f"there is no check {', '.join(sorted(unknown))}, only {known}")
    failed = []
    with stopping(), suppress(Stopped), throwaway_servers() as (env, _):
        for name, command in steps.items():
            if not arguments or name in arguments:
                begun = time.monotonic()
                good = _passes(name, command, env=env, checkout=checkout)
                say(f"{'passed' if good else 'FAILED'} {name} ({time.monotonic() - begun:.1f} s)")
                failed += [] if good else [name]
        if failed:
            say(f"failed: {', '.join(failed)}")
        return 1 if failed else 0
    return INTERRUPTED


def all_steps(checkout: Path) -> dict[str, list[str]]:
    """Each check by its name; an empty command is a check of this package itself."""
    folders = (checkout / "templates", *checkout.glob("*/templates"))
    templates = sorted(file for folder in folders for file in folder.rglob("*.html"))
    return {
        "ruff": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "types": ["python", "-m", "mypy", "."],
        "imports": ["lint-imports"],
        "templates": ["djade", "--check", "--target-version", "5.2", *map(str, templates)],
        "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
        "production": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        "floors": [],
    }


def _passes(name: str, command: list[str], *, env: Mapping[str, str], checkout: Path) -> bool:
    if not command:
        complaints = floors.complaints(checkout)
        for complaint in complaints:
            say(complaint)
        return not complaints
    values = {**env, **production_values()} if name == "production" else env
    return in_front(installed(command), env=values, cwd=checkout) == 0


def production_values() -> dict[str, str]:
    """What an administrator would set, so that the deployment check sees the real mode."""
    return {
        "RJCASE_MODE": "production",
        "RJCASE_HOSTS": "rjcase.example",
        "RJCASE_BASE_URL": "https://rjcase.example",
        "RJCASE_SECRET_KEY": secrets.token_urlsafe(64),
        "RJCASE_FIELD_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "EMAIL_URL": "smtp://mail.example:25",
    }

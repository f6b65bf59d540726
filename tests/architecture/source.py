"""Our own source, read as text and as syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = (
    "areas",
    "audit",
    "cases",
    "documents",
    "drafts",
    "outbox",
    "people",
    "referrals",
    "reminders",
    "reporting",
    "risk",
    "ui",
)


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Python files of the folders, without migrations."""
    found = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(file for file in found if "migrations" not in file.parts))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def known_files() -> list[Path]:
    """What git knows, and what it would be told of: text files only."""
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    files = (ROOT / line for line in answer.stdout.splitlines())
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:1024]]

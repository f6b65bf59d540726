"""Writes docs/pipeline.md from the two tables: it can say nothing else than the program does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from areas.roles import GRANTS, Perm
from cases.pipeline import PASSABLE, PIPELINE, Way
from cases.stages import Stage
from referrals.pipeline import TRIAGE
from referrals.stages import Status

HEAD = """# The pipeline

Written by `./rj docs` from `referrals/pipeline.py` and `cases/pipeline.py`. Do not edit.

A step is open when everything under "Asks for" is there and the role allows it. A case can be put
on hold until a day, and anybody in it can withdraw at any time, at any stage. What is marked * a
service manager may go past with a reason, which the history of the case tells.
"""
ASKS = {Way.FORWARD: "", Way.BACK: "a reason", Way.CLOSE: "a coded reason", Way.REOPEN: "a reason"}


def roles_with(*any_of: Perm) -> str:
    return ", ".join(str(role.label) for role, perms in GRANTS.items() if perms & set(any_of))


def sentences(guards: Sequence[Any]) -> str:
    """What the guards ask for: the first line of each one's docstring."""
    told = [
        (guard.__doc__ or guard.__name__.replace("_", " ").capitalize(), guard in PASSABLE)
        for guard in guards
    ]
    return " ".join(
        f"{doc.splitlines()[0].rstrip('.')}.{'*' if passable else ''}" for doc, passable in told
    )


def table(rows: Iterable[tuple[str, ...]]) -> str:
    head = ("From", "To", "Step", "Roles", "Asks for")
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def drawing(nodes: Iterable[Any], arrows: Iterable[tuple[str, str, str]]) -> str:
    lines = ["```mermaid", "flowchart LR"]
    lines += [f"    {node.value}[{node.label}]" for node in nodes]
    lines += [f"    {source} -->|{label}| {target}" for source, target, label in arrows]
    return "\n".join([*lines, "```"])


def triage() -> str:
    rows = [
        (
            str(step.source.label),
            str(step.target.label),
            str(step.label),
            roles_with(*step.permissions),
            sentences(step.guards),
        )
        for step in TRIAGE
    ]
    arrows = [(step.source.value, step.target.value, str(step.label)) for step in TRIAGE]
    return f"## Triage of a referral\n\n{drawing(Status, arrows)}\n\n{table(rows)}\n"


def pipeline() -> str:
    rows = [
        (
            str(step.source.label),
            str(step.target.label),
            str(step.label),
            roles_with(step.permission),
            sentences(step.guards) or ASKS[step.way],
        )
        for step in PIPELINE
    ]
    arrows = [
        (step.source.value, step.target.value, str(step.label))
        for step in PIPELINE
        if step.way is not Way.REOPEN
    ]
    return f"## Stages of a case\n\n{drawing(Stage, arrows)}\n\n{table(rows)}\n"


def text() -> str:
    with override("en-gb"):
        return "\n".join([HEAD, triage(), pipeline()])


class Command(BaseCommand):
    help = "Write docs/pipeline.md from the tables; with --check only say whether it is stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when stale")
        parser.add_argument("--to", default=str(settings.BASE_DIR / "docs"), help="the folder")

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(options["to"]) / "pipeline.md"
        if options["check"]:
            if not page.exists() or page.read_text() != text():
                raise CommandError(f"{page.name} is stale: run ./rj docs and commit it.")
            return
        page.write_text(text())
        self.stdout.write(f"Wrote {page.name}.")

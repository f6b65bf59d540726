"""`./rj test`, `./rj bench`, `./rj docs`, `./rj prove`: a tool on throw-away servers."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from rjcase.local.assets import build_assets
from rjcase.local.children import die_with_parent
from rjcase.local.refusals import CannotStart
from rjcase.local.servers import installed, throwaway_servers
from rjcase.local.stopping import Stopped, ignore_signals, stopping

CHROMIUM = "/usr/bin/chromium"
INTERRUPTED = 130
COVERAGE = ("--cov", "--cov-report=term")


def test(checkout: Path, arguments: list[str]) -> int:
    """The whole suite, its coverage gated, or what the arguments say; the exit code is pytest's."""
    if os.environ.get("CI") == "true" and not shutil.which(CHROMIUM):
        raise CannotStart(f"{CHROMIUM} is missing and CI=true: apt-get install chromium libatomic1")
    pytest = ("python", "-m", "pytest", "-n", "2", "--dist", "loadgroup")
    return with_servers(checkout, [*pytest, *(arguments or COVERAGE)])


def bench(checkout: Path, arguments: list[str]) -> int:
    """The benchmarks alone, one after the other."""
    pytest = ("python", "-m", "pytest", "tests/benchmarks", "-n", "0", "-p", "no:randomly")
    return with_servers(checkout, [*pytest, *arguments])


def docs(checkout: Path, arguments: list[str]) -> int:
    """Write the pages that are made from the program."""
    return with_servers(checkout, ["python", "manage.py", "write_docs", *arguments])


def prove(checkout: Path, arguments: list[str]) -> int:
    """The long proofs, whose results stand in docs/proof.md."""
    return with_servers(checkout, ["python", "-m", "tests.prove", *arguments])


def with_servers(checkout: Path, command: list[str]) -> int:
    """Run a command on throw-away servers; its exit code is ours."""
    with stopping(), suppress(Stopped), throwaway_servers() as (env, family):
        env["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        build_assets(checkout, family, env=env)
        return in_front(installed(command), env=env, cwd=checkout)
    return INTERRUPTED


def in_front(command: list[str], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run a command at this terminal; stop it when this program is stopped."""
    ours = die_with_parent(signal.SIGINT)
    with subprocess.Popen(command, env=dict(env), cwd=cwd, preexec_fn=ours) as process:
        try:
            return process.wait()
        except Stopped:
            ignore_signals()
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
            raise

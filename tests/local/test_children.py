import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rjcase.local import remains
from rjcase.local.children import Family, wait_until
from rjcase.local.refusals import CannotStart

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
KILLED_PARENT = """
import os, pathlib, sys
from rjcase.local.children import Family
family = Family(pathlib.Path(sys.argv[1]))
child = family.start("sleeper", sys.argv[2:], env=os.environ, cwd=pathlib.Path("/"))
print(child.process.pid, flush=True)
os.kill(os.getpid(), 9)
"""
DEAF = """
import signal, time
signal.signal(15, signal.SIG_IGN)
print(1, flush=True)
time.sleep(60)
"""


@pytest.fixture
def family(tmp_path):
    family = Family(tmp_path)
    yield family
    family.stop()


def test_stopping_goes_from_the_last_to_the_first(family, tmp_path):
    first, last = (family.start(name, SLEEPER, env=os.environ, cwd=tmp_path) for name in "ab")
    family.stop()
    assert (first.process.returncode, last.process.returncode) == (-15, -15)


def test_a_child_that_ignores_the_signal_is_killed(family, tmp_path):
    command = [sys.executable, "-c", DEAF]
    child = family.start("deaf", command, env=os.environ, cwd=tmp_path, grace=0.1)
    assert wait_until(lambda: child.log.read_text() == "1\n", seconds=20)
    family.stop()
    assert child.process.returncode == -signal.SIGKILL


def test_a_step_that_fails_says_its_last_words(family, tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('no such table')"]
    with pytest.raises(CannotStart, match=r"migrate failed; the end of (?s:.*)no such table"):
        family.run("migrate", command, env=os.environ, cwd=tmp_path)


def test_a_child_does_not_outlive_a_killed_parent(tmp_path):
    command = [sys.executable, "-c", KILLED_PARENT, str(tmp_path), *SLEEPER]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert wait_until(lambda: is_gone(int(said.stdout)), seconds=5)


def test_remains_of_a_run_before_are_waited_for(family, tmp_path):
    brief = [sys.executable, "-c", "import time; time.sleep(0.3)"]
    child = family.start("brief", brief, env=os.environ, cwd=tmp_path)
    remains.record(tmp_path / "children", child.process.pid)
    remains.wait_for_remains(tmp_path / "children")
    assert is_gone(child.process.pid)


def is_gone(process):
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return True
    return status.rsplit(")", 1)[1].split()[0] == "Z"


def test_a_log_that_grew_large_is_put_aside_once(family, tmp_path, monkeypatch):
    monkeypatch.setattr("rjcase.local.children.LARGEST_LOG", 3)
    (tmp_path / "step.log").write_text("old words")
    family.run("step", ["/bin/true"], env=os.environ, cwd=tmp_path)
    assert (tmp_path / "step.old.log").read_text() == "old words"

from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from rjcase.local.binaries import refuse_old
from rjcase.local.floors import complaints, lock_complaints, pinned
from rjcase.local.refusals import CannotStart

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("version", [(15, 18), (16, 14), (17, 10), (18, 4), (18, 6)])
def test_a_postgresql_with_the_fixes_may_run(version):
    assert refuse_old(version) is None


@pytest.mark.parametrize("version", [(14, 30), (15, 17), (16, 13), (17, 9), (18, 3), (19, 0)])
def test_a_postgresql_without_the_fixes_is_refused(version):
    with pytest.raises(CannotStart, match="too old or unknown"):
        refuse_old(version)


def test_the_driver_is_psycopg2():
    assert not is_psycopg3


def test_the_locks_hold_what_the_project_asks_for():
    assert complaints(ROOT) == []


def test_a_lock_complains_about_what_it_lacks_pins_too_low_or_must_not_have(tmp_path):
    lock = tmp_path / "runtime.lock"
    lock.write_text("django==5.1 \\\n    --hash=sha256:00\npsycopg==3.3 ; python_version > '3'\n")
    assert lock_complaints(lock, ["Django>=5.2", "celery[redis]>=5.6"]) == [
        "runtime.lock: psycopg must not be installed",
        "runtime.lock: Django 5.1 is not >=5.2",
        "runtime.lock: celery is not in it; compile it again",
    ]


def test_a_lock_is_read_with_extras_and_markers(tmp_path):
    lock = tmp_path / "runtime.lock"
    lock.write_text("celery[redis]==5.7.0 \\\ntzdata==2026.1 ; sys_platform == 'win32'\n")
    assert pinned(lock) == {"celery": "5.7.0", "tzdata": "2026.1"}


@pytest.mark.parametrize("name", ["runtime.lock", "dev.lock", "uv.lock"])
def test_a_lock_pins_by_hash_and_names_no_host(name):
    text = (ROOT / "requirements" / name).read_text()
    assert ("://" in text, text.count("==") <= text.count("--hash=")) == (False, True)

"""A list of 5,000 rows, from the file to the inbox: how long, and how much memory at its peak."""

import os
import re
import time
from pathlib import Path

import pytest

from areas.tenancy import in_area
from referrals.models import Referral
from tests.benchmarks.quantity import say
from tests.referrals.lists.files import csv_of, line
from tests.referrals.lists.made import imported

ROWS = int(os.environ.get("RJCASE_BENCH_ROWS", "5000"))
MORE_MEMORY = 150
"""Megabytes above what the process held before: the file, its rows and one batch."""
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")

pytestmark = pytest.mark.django_db


def megabytes(name):
    """VmRSS is what the process holds now, VmHWM the most since it was last set back."""
    (kilobytes,) = re.findall(rf"^{name}:\s+(\d+) kB", STATUS.read_text(), re.MULTILINE)
    return int(kilobytes) / 1024


def test_a_list_is_imported_once_within_its_memory(world):
    data = csv_of(*(line(number) for number in range(ROWS)))
    CLEAR.write_text("5")
    before, begun = megabytes("VmRSS"), time.perf_counter()

    done = imported(world, data=data)
    took, most = time.perf_counter() - begun, megabytes("VmHWM") - before
    say(
        "import",
        f"{ROWS:,} rows in {took:.0f} s, {took / ROWS * 1000:.1f} ms a row,"
        f" {most:.0f} MB above {before:.0f} MB",
    )

    with in_area(world.kent.pk):
        assert (done.state, Referral.objects.count()) == ("done", ROWS)
    assert most <= MORE_MEMORY

"""A real Celery worker in a process group of its own, so that a kill takes all of it."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

from django.db import connection


def worker_database() -> str:
    """The worker's own role at the database of the tests."""
    url = urlsplit(os.environ["DATABASE_WORKER_URL"])
    return urlunsplit(url._replace(path="/" + connection.settings_dict["NAME"]))


@contextmanager
def running_worker(address, folder):
    """A worker with a lease of one second; killed at the end if it still runs."""
    env = {
        **os.environ,
        "DATABASE_URL": worker_database(),
        "REDIS_URL": f"unix://{address}",
        "DJANGO_SETTINGS_MODULE": "tests.outbox.worker_settings",
        "RJCASE_OUTBOX_LEASE_SECONDS": "1",
        "SINK_FOLDER": str(folder),
    }
    command = [sys.executable, "-m", "celery", "-A", "rjcase", "worker", "--concurrency", "1"]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    with (folder / "log").open("ab") as log:
        worker = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        yield worker
    finally:
        kill(worker)


def kill(worker):
    """SIGKILL to the worker and its pool: nobody gets to tidy up."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()

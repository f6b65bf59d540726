"""Ask the Celery worker whether it listens: `python -m rjcase.local.ping`."""

import sys
import time

from kombu.exceptions import OperationalError

from rjcase.celery import app

PATIENCE = 90.0


def worker_answers() -> bool:
    """Ask until it answers, or the patience is over."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if app.control.ping(timeout=0.5, limit=1):
                return True
        except (OSError, OperationalError):
            time.sleep(0.1)
    return False


if __name__ == "__main__":
    sys.exit(0 if worker_answers() else 1)

"""Pool processes of the Celery worker die with it; the worker includes this module.

A task of a worker that was killed is delivered again, so its first run must not go on.
"""

import signal

from celery.signals import worker_process_init

from rjcase.local.children import request_death_signal


@worker_process_init.connect
def die_with_worker(**_: object) -> None:
    """In each new pool process: ask the kernel to end it when the worker's main process ends."""
    request_death_signal(signal.SIGKILL)

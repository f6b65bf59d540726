"""The doorbell: it may fail, hang or be lost, at the cost of a minute: beat rings anyway."""

from __future__ import annotations

import logging
import time
from uuid import UUID

from celery import current_app

QUIET_SECONDS = 20.0
log = logging.getLogger(__name__)
_broken_until = [0.0]


def ring(area_id: UUID) -> None:
    """Ask a worker to look at an area's outbox now.

    After a failure the bell stays silent for a while: with a hung broker only one page in that time
    waits for its time-out, and a transaction with many entries waits once.
    """
    if time.monotonic() < _broken_until[0]:
        return
    try:
        current_app.send_task(
            "outbox.tick_area", kwargs={"area_id": str(area_id)}, retry=False, expires=55
        )
    except Exception as failure:  # noqa: BLE001 -- whatever the broker raises, a page must not fail for it
        _broken_until[0] = time.monotonic() + QUIET_SECONDS
        log.warning("the doorbell did not ring: %s", type(failure).__name__)

"""The doorbell: it may fail, hang or be lost, and costs a minute at most. Beat rings every minute anyway."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import current_app

log = logging.getLogger(__name__)


def ring(area_id: UUID) -> None:
    """Ask a worker to look at an area's outbox now."""
    try:
        current_app.send_task("outbox.tick_area", kwargs={"area_id": str(area_id)}, retry=False, expires=55)
    except Exception as failure:  # noqa: BLE001 -- whatever the broker raises, a page must not fail for it
        log.warning("the doorbell did not ring: %s", type(failure).__name__)

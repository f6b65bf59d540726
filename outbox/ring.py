"""The doorbell: it may fail, hang or be lost, at the cost of a minute: beat rings anyway.

No page waits for the broker. A thread of the process rings, and once for an area however often it
was asked to in the meantime.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from uuid import UUID

from celery import current_app

QUIET_SECONDS = 20.0
PAUSE_SECONDS = 0.2
AT_THE_END_SECONDS = 3.0
log = logging.getLogger(__name__)


class Bell:
    """The bell of one process. After a failure it stays silent for a while."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew: a process that was forked has none of its parent's threads."""
        self.broken_until = 0.0
        self._changed = threading.Condition()
        self._asked: set[UUID] = set()
        self._ringing = False
        self._ringer: threading.Thread | None = None

    def ask(self, area_id: UUID) -> None:
        with self._changed:
            self._asked.add(area_id)
            if self._ringer is None or not self._ringer.is_alive():
                self._ringer = threading.Thread(target=self._ring, name="doorbell", daemon=True)
                self._ringer.start()
            self._changed.notify_all()

    def settle(self, seconds: float = AT_THE_END_SECONDS) -> bool:
        """Wait until every ring that was asked for was tried; False if that took too long."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._asked and not self._ringing, timeout=seconds
            )

    def _ring(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._asked)
                areas, self._asked, self._ringing = self._asked, set(), True
            for area_id in areas:
                self._send(area_id)
            with self._changed:
                self._ringing = False
                self._changed.notify_all()
            time.sleep(PAUSE_SECONDS)

    def _send(self, area_id: UUID) -> None:
        if time.monotonic() < self.broken_until:
            return
        try:
            current_app.send_task(
                "outbox.tick_area", kwargs={"area_id": str(area_id)}, retry=False, expires=55
            )
        except Exception as failure:  # noqa: BLE001 -- whatever the broker raises, the next ring is tried
            self.broken_until = time.monotonic() + QUIET_SECONDS
            log.warning("the doorbell did not ring: %s", type(failure).__name__)


bell = Bell()


def ring(area_id: UUID) -> None:
    """Have a worker look at an area's outbox soon."""
    bell.ask(area_id)


os.register_at_fork(after_in_child=bell.forget)
atexit.register(bell.settle)

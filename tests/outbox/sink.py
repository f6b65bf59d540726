"""A letter box in a folder: one line for each message that arrived, by its Message-ID.

While the folder holds `pause`, a message waits before it is handed over as soon as that many have
arrived; `sending` then holds the waiting process.
"""

import os
import time
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


def arrived(folder: Path) -> list[str]:
    box = folder / "arrived"
    return box.read_text().split() if box.exists() else []


def _must_wait(folder: Path) -> bool:
    try:
        return len(arrived(folder)) >= int((folder / "pause").read_text())
    except (FileNotFoundError, ValueError):
        return False


def _say_who_waits(folder: Path) -> None:
    note = folder / f"sending-{os.getpid()}"
    note.write_text(str(os.getpid()))
    note.replace(folder / "sending")


class Sink(BaseEmailBackend):
    def send_messages(self, email_messages):
        folder = Path(settings.SINK_FOLDER)
        for message in email_messages:
            if _must_wait(folder):
                _say_who_waits(folder)
            while _must_wait(folder):
                time.sleep(0.02)
            with (folder / "arrived").open("a") as box:
                box.write(message.message()["Message-ID"] + "\n")
        return len(email_messages)

"""Ctrl-C, a terminal that closes, and a polite kill are one thing: an orderly stop."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this run to stop."""


@contextmanager
def stopping() -> Iterator[None]:
    """Raise `Stopped` at the first signal; later ones do not disturb the stopping."""

    def stop(number: int, frame: FrameType | None) -> None:
        ignore_signals()
        raise Stopped

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ignore_signals() -> None:
    """What is being stopped already is not to be stopped again."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)

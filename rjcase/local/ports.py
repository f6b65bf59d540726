"""The port of the web server."""

import os
import socket

from rjcase.local.refusals import CannotStart

HOST = "127.0.0.1"


def chosen_port() -> int:
    """`PORT` from the environment, 8000 otherwise."""
    said = os.environ.get("PORT") or "8000"
    if not said.isdecimal() or not 1 <= int(said) <= 65535:
        raise CannotStart(f"PORT is {said!r}; it must be a number from 1 to 65535")
    return int(said)


def refuse_taken(port: int) -> None:
    """Stop where the web server could not listen."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except PermissionError:
            raise CannotStart(f"port {port} needs an administrator; try PORT=8000") from None
        except OSError:
            raise CannotStart(
                f"port {port} is in use by another program; try PORT={port % 65535 + 1} ./rj run"
            ) from None

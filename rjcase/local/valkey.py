"""A private Valkey: the doorbell between web, beat and worker. A Unix socket, no network."""

import os
import socket
from pathlib import Path

from rjcase.local.accounts import own_account
from rjcase.local.binaries import valkey_server
from rjcase.local.children import Family, wait_until
from rjcase.local.home import socket_folder
from rjcase.local.refusals import CannotStart


def start(home: Path, family: Family, *, durable: bool) -> Path:
    """Start the server, wait until it answers, and return its socket."""
    folder = home / "valkey"
    folder.mkdir(exist_ok=True)
    address = socket_folder(home, "valkey", own_account()) / "valkey.sock"
    address.unlink(missing_ok=True)
    command = [
        str(valkey_server()),
        *("--port", "0", "--unixsocket", str(address), "--unixsocketperm", "700"),
        *("--dir", str(folder), "--daemonize", "no", "--protected-mode", "yes", "--save", ""),
        *("--maxmemory", "256mb", "--maxmemory-policy", "noeviction", "--loglevel", "notice"),
        *("--appendonly", "yes" if durable else "no"),
    ]
    child = family.start("valkey", command, env=os.environ, cwd=folder)
    wait_until(lambda: child.process.poll() is not None or answers(address), seconds=20)
    if not answers(address):
        raise CannotStart(f"Valkey did not start; {child.last_words()}")
    return address


def answers(address: Path) -> bool:
    """Whether a server replies to a ping on the socket."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(address))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

"""A client of clamd, the virus scanner: one command, INSTREAM.

The command is `zINSTREAM\\0`; then come chunks, each after its length in four bytes, and a length
of nought. The answer ends with a nought byte: `stream: OK`, `stream: <name> FOUND`, or an error.
"""

from __future__ import annotations

import socket
import struct

CHUNK = 65_536
SECONDS = 30
LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """The scanner did not answer, or answered neither yes nor no."""


def is_clean(content: bytes, *, at: str) -> bool:
    """Whether the scanner at `/path/of/socket` or `host:port` finds nothing; raises ScannerDown."""
    try:
        with _connected(at) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = _answer(line)
    except (OSError, ValueError) as failure:
        raise ScannerDown from failure
    if answer == "stream: OK":
        return True
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return False
    raise ScannerDown


def _connected(at: str) -> socket.socket:
    if at.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(at)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = at.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode(errors="replace")

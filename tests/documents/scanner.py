"""A scanner that speaks clamd's protocol on a real socket and knows one virus: EICAR."""

import socketserver
import struct
import threading
from contextlib import contextmanager
from io import BytesIO

import pikepdf  # noqa: TID253

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.asked += 1
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.server.seen.append(content)
        self.wfile.write(self.server.answer or self.verdict(content))

    @staticmethod
    def verdict(content):
        found = EICAR in content or EICAR in unpacked(content)
        return b"stream: Eicar-Signature FOUND\0" if found else b"stream: OK\0"


def unpacked(content):
    """What a PDF holds, as a scanner sees it."""
    if not content.startswith(b"%PDF-"):
        return b""
    with pikepdf.open(BytesIO(content)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        return b" ".join(stream.read_bytes() for stream in streams)


class ByPath(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class ByPort(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def scanner(place, answer=b""):
    """Runs at a path, or at a port of this machine where no path is given; yields it and where."""
    server = ByPath(str(place), Scanner) if place else ByPort(("127.0.0.1", 0), Scanner)
    server.answer, server.seen, server.asked = answer, [], 0
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.at = str(place) if place else f"127.0.0.1:{server.server_address[1]}"
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

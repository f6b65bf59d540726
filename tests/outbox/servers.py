"""A private Valkey of a test's own, that may be stopped in the middle of a sentence."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from rjcase.local.binaries import valkey_server
from rjcase.local.valkey import answers


@contextmanager
def private_valkey():
    """Yield the process and the socket; the folder is short, since a socket's path must be."""
    folder = Path(tempfile.mkdtemp(prefix="rj-vk-"))
    address = folder / "v.sock"
    command = [str(valkey_server()), "--port", "0", "--unixsocket", str(address)]
    command += ["--save", "", "--dir", str(folder), "--loglevel", "warning"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        wait_until(lambda: answers(address))
        yield process, address
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def wait_until(true, seconds=20.0, every=0.02):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come true in time"
        time.sleep(every)

import socket
import tempfile
import threading
from pathlib import Path

import pytest

from documents import clamd
from documents.clamd import ScannerDown, is_clean
from tests.documents.scanner import EICAR, scanner


@pytest.fixture
def place():
    """A path short enough for a socket."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "clamd"


@pytest.fixture(params=["path", "port"])
def running(request, place):
    with scanner(place if request.param == "path" else None) as server:
        yield server


def test_a_clean_file_is_clean(running):
    assert is_clean(b"nothing to see", at=running.at) is True


def test_eicar_is_found(running):
    assert is_clean(b"before " + EICAR, at=running.at) is False


def test_the_whole_file_arrives_in_pieces(running):
    content = bytes(range(256)) * 1000

    assert is_clean(content, at=running.at) is True
    assert running.seen == [content]


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: ", b"\0", b"x" * 5000, b"OK\0"]
)
def test_an_answer_that_is_neither_yes_nor_no_is_no_yes(place, answer):
    with scanner(place, answer) as server, pytest.raises(ScannerDown):
        is_clean(b"x", at=server.at)


def test_an_answer_that_breaks_off_is_taken_as_far_as_it_came(place):
    with scanner(place, b"stream: OK") as server:
        assert is_clean(b"x", at=server.at) is True


@pytest.mark.parametrize("at", ["/nowhere/at/all", "127.0.0.1:1", "nonsense"])
def test_where_nobody_listens_it_is_down(at):
    with pytest.raises(ScannerDown):
        is_clean(b"x", at=at)


def test_one_that_hangs_is_down(monkeypatch):
    monkeypatch.setattr(clamd, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(ScannerDown):
            is_clean(b"x", at=f"127.0.0.1:{port}")


def test_one_that_hangs_up_is_down():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up():
            line, _ = server.accept()
            line.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(ScannerDown):
            is_clean(b"x" * 10_000_000, at=f"127.0.0.1:{server.getsockname()[1]}")
        thread.join()

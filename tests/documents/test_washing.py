import os
import resource
import subprocess
import sys
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image

from documents import washing
from documents.cleaning import Unclean, process
from documents.washing import CannotClean, wash
from tests.documents.files import docx, pdf, photograph, picture


@pytest.mark.parametrize(
    ("content", "kind", "mark"),
    [
        (pdf(), "pdf", b"%PDF-"),
        (docx(), "docx", b"PK\x03\x04"),
        (photograph(), "jpeg", b"\xff\xd8\xff"),
        (picture("PNG"), "png", b"\x89PNG"),
    ],
)
def test_each_kind_is_written_anew_by_a_process_of_its_own(content, kind, mark):
    washed = wash(content, kind=kind)

    assert washed.startswith(mark)
    assert b"Bloggs" not in washed


def test_what_the_cleaner_refuses_is_said_in_a_sentence():
    with pytest.raises(CannotClean, match="contains a macro"):
        wash(docx({"word/vbaProject.bin": "x"}), kind="docx")


def test_a_cleaner_that_breaks_refuses_the_file(monkeypatch):
    monkeypatch.setattr(washing, "PROGRAM", "import os; os.abort()")
    with pytest.raises(CannotClean, match="is damaged"):
        wash(b"", kind="pdf")


def test_a_code_that_nobody_knows_is_no_failure(monkeypatch):
    monkeypatch.setattr(washing, "PROGRAM", "import sys; sys.stderr.write('x'); sys.exit(3)")
    with pytest.raises(CannotClean, match="is damaged"):
        wash(b"", kind="pdf")


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(washing, "SECONDS", 0.2)
    monkeypatch.setattr(washing, "PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(CannotClean, match="unpacks to far more"):
        wash(b"", kind="pdf")


def test_the_cleaner_has_none_of_our_secrets_and_little_of_the_machine(monkeypatch):
    monkeypatch.setenv("RJCASE_FIELD_KEY", "secret")
    show = (
        "import os, resource, sys; from documents.cleaning import process as p;"
        "p.clean = lambda content, kind: repr((sorted(os.environ), 'django' in sys.modules,"
        " [resource.getrlimit(what) == (much, much) for what, much in p.LIMITS.items()])).encode();"
        "p.main()"
    )
    monkeypatch.setattr(washing, "PROGRAM", show)

    names, knows_django, limited = eval(wash(b"x", kind="pdf"))

    assert [name for name in names if "RJCASE" in name or "DATABASE" in name] == []
    assert knows_django is False
    assert limited == [True] * 4


def test_more_memory_than_the_process_has_is_a_refusal(monkeypatch):
    def none_left(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(Image, "open", none_left)
    with pytest.raises(Unclean, match="too_large_inside"):
        process.clean(picture(), kind="jpeg")


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """The process's own main in this one, without its limits; gives what went out and what was
    said.
    """

    def run(content, kind):
        monkeypatch.setattr(resource, "setrlimit", lambda what, much: None)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(content)))
        monkeypatch.setattr(sys, "argv", ["-c", kind])
        try:
            process.main()
        except SystemExit as left:
            return left.code, *capsysbinary.readouterr()
        return 0, *capsysbinary.readouterr()

    return run


@pytest.mark.parametrize("kind", ["pdf", "docx", "png"])
def test_the_process_reads_a_file_and_writes_it_clean(run, kind):
    content = {"pdf": pdf(), "docx": docx(), "png": picture("PNG")}[kind]
    status, out, said = run(content, kind)

    assert (status, out[:4], said) == (0, content[:4], b"")


def test_the_process_says_by_a_code_why_not(run):
    assert run(b"%PDF-", "pdf") == (3, b"", b"unreadable")


def test_the_web_process_never_loads_what_opens_strangers_files():
    code = "import django; django.setup(); import documents.actions, sys; import rjcase.urls; "
    code += "print([n for n in ('PIL', 'pikepdf', 'lxml', 'weasyprint') if n in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout.strip() == "[]"

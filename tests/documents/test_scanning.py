import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from audit.models import Event
from documents.actions import mark_scanned
from documents.models import Document
from documents.queries import NotClean, contents, in_words
from outbox.actions import work
from outbox.models import Entry
from tests.documents.files import pdf, taken_in
from tests.documents.scanner import EICAR, scanner
from tests.moments import NOON


@pytest.fixture
def running(settings):
    with tempfile.TemporaryDirectory() as folder, scanner(Path(folder) / "clamd") as server:
        settings.CLAMD = server.at
        yield server


def worked(world, document, now=NOON):
    work(world.kent, clock=lambda: now)
    return Document.objects.get(pk=document.pk)


def infected(document):
    document.pages[0].Contents = document.make_stream(EICAR)


def test_a_clean_file_may_be_opened_after_its_scan(world, running):
    document = worked(world, taken_in(world))

    assert (document.state, document.scanned_at) == ("clean", NOON)
    assert in_words(document) == "Checked for viruses"
    assert contents(document, by=world.actor("coordinator")).startswith(b"%PDF-")
    assert Event.objects.get(verb="document.scanned").detail == {"state": "clean"}


def test_an_infected_file_is_never_opened_and_its_bytes_are_gone(
    world, running, folder, django_capture_on_commit_callbacks
):
    taken = taken_in(world, pdf(infected))
    with django_capture_on_commit_callbacks(execute=True):
        document = worked(world, taken)

    assert document.state == "infected"
    assert not (folder / document.stored_as).exists()
    assert in_words(document).startswith("A virus was found in this file.")
    with pytest.raises(NotClean, match="A virus was found"):
        contents(document, by=world.actor("coordinator"))


def test_a_scanner_that_is_down_leaves_it_in_quarantine_and_is_asked_again(world, settings):
    settings.CLAMD = "/nowhere/at/all"
    document = worked(world, taken_in(world))

    entry = Entry.objects.get(kind="documents.scan")
    assert (document.state, entry.last_error, entry.done_at) == ("quarantined", "ScannerDown", None)
    assert in_words(document).startswith("Waiting to be checked for viruses.")
    with pytest.raises(NotClean, match="Waiting to be checked"):
        contents(document, by=world.actor("coordinator"))

    with tempfile.TemporaryDirectory() as short, scanner(Path(short) / "clamd") as server:
        settings.CLAMD = server.at
        assert worked(world, document, NOON + timedelta(minutes=5)).state == "clean"


def test_without_a_scanner_it_stays_in_quarantine_and_the_page_says_so(world, settings):
    settings.CLAMD = ""
    document = worked(world, taken_in(world))

    assert document.state == "quarantined"
    assert in_words(document) == (
        "This installation has no virus scanner, so files cannot be opened yet. "
        "Ask your administrator."
    )
    assert Entry.objects.get(kind="documents.scan").done_at == NOON


def test_a_scan_that_comes_twice_is_written_down_once(world, running):
    document = worked(world, taken_in(world))
    Entry.objects.update(done_at=None, lease_until=None)
    worked(world, document)

    again = mark_scanned(document, is_clean=False, by=world.actor("coordinator"), now=NOON)

    assert (again.state, running.asked) == ("clean", 1)
    assert Event.objects.filter(verb="document.scanned").count() == 1

import hashlib
import shutil
from io import BytesIO

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from audit.models import Event
from documents.actions import DocumentRefused, take_in
from documents.keeping import NotKept, fetch
from documents.models import Document
from outbox.models import Entry
from tests.documents.files import docx, pdf, photograph, picture, taken_in, upload
from tests.moments import NOON


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        (pdf(), "pdf", "Statement of Jo.pdf"),
        (photograph(), "jpeg", "Statement of Jo.jpg"),
        (picture("PNG"), "png", "Statement of Jo.png"),
        (docx(), "docx", "Statement of Jo.docx"),
    ],
)
def test_a_file_is_kept_as_what_it_is_whatever_it_says(world, content, kind, name):
    document = taken_in(world, content, "Statement of Jo.exe")

    kept = Document.objects.get(pk=document.pk)
    assert (kept.kind, kept.name, kept.state) == (kind, name, "quarantined")
    assert (kept.area, kept.recorded_by) == (world.kent, world.users["referrer"])
    assert (kept.size, kept.digest) == (len(fetch(kept)), hashlib.sha256(fetch(kept)).hexdigest())
    assert b"Bloggs" not in fetch(kept)


def test_the_bytes_are_sealed_under_a_name_that_tells_nothing(world, folder):
    document = taken_in(world, docx(), "Jo Bloggs.docx")

    (file,) = files(folder)
    assert file.relative_to(folder).as_posix() == document.stored_as
    assert file.parent.name == str(world.kent.pk)
    assert b"word/" not in file.read_bytes()
    assert "Bloggs" not in str(file)


def test_a_scan_is_asked_for_and_the_audit_holds_codes_only(world):
    document = taken_in(world)

    entry = Entry.objects.get(kind="documents.scan")
    assert entry.payload == {"document": str(document.pk)}
    event = Event.objects.get(verb="document.taken_in")
    assert (event.subject_id, event.actor_id) == (str(document.pk), world.users["referrer"].pk)
    assert event.detail == {"kind": "pdf", "size": document.size}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose another one."),
        (b"plain text", "Choose a PDF, a JPEG or PNG picture, or a Word document (DOCX)."),
        (b"%PDF-1.4", "This file is damaged, or not what its name says."),
        (docx({"word/vbaProject.bin": "x"}), "This Word document contains a macro"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(world, folder, content, sentence):
    with pytest.raises(DocumentRefused) as refused:
        take_in(upload(content), by=world.actor("referrer"), now=NOON)

    assert str(refused.value).startswith(sentence)
    assert (Document.objects.count(), files(folder)) == (0, [])


def test_the_limit_is_named_whatever_size_a_file_claims(world, settings):
    settings.DOCUMENT_BYTES = 1024 * 1024
    content = pdf() + b"%" * settings.DOCUMENT_BYTES
    lying = UploadedFile(BytesIO(content), "a.pdf", size=10)
    for sent in (upload(content), lying):
        with pytest.raises(DocumentRefused, match=r"smaller than 1\.0\s?MB"):
            take_in(sent, by=world.actor("referrer"), now=NOON)


def test_one_that_grows_over_the_limit_as_it_is_written_anew_is_refused(world, settings):
    packed = picture("PNG", size=(900, 900), mode="P", optimize=True)
    settings.DOCUMENT_BYTES = len(packed)
    transparent = picture("PNG", size=(900, 900), mode="P", transparency=0)
    settings.DOCUMENT_BYTES = len(transparent)

    with pytest.raises(DocumentRefused, match="must be smaller"):
        take_in(upload(transparent), by=world.actor("referrer"), now=NOON)


def test_a_file_without_a_size_or_a_name_is_taken(world):
    sent = UploadedFile(BytesIO(pdf()), None, size=None)

    assert take_in(sent, by=world.actor("referrer"), now=NOON).name == "Document.pdf"


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(world, folder):
    folder.write_text("a file where the folder should be")

    with pytest.raises(DocumentRefused, match="could not be kept just now"):
        taken_in(world)

    assert Document.objects.count() == 0


def test_a_failure_after_the_file_was_stored_takes_it_away_again(world, folder, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("documents.actions.put", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        taken_in(world)

    assert (Document.objects.count(), files(folder)) == (0, [])


def test_a_file_that_was_moved_to_another_document_cannot_be_opened(world, folder):
    one, other = taken_in(world), taken_in(world)
    shutil.copy(folder / one.stored_as, folder / other.stored_as)

    with pytest.raises(NotKept):
        fetch(other)


def test_a_file_that_is_missing_is_told_as_such(world, folder):
    document = taken_in(world)
    (folder / document.stored_as).unlink()

    with pytest.raises(NotKept):
        fetch(document)

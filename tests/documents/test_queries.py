import pytest

from audit.models import Event
from documents.actions import mark_scanned
from documents.models import Document
from documents.queries import NotClean, as_download
from tests.documents.files import docx, pdf, picture, taken_in
from tests.moments import NOON

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def cleared(world, *args):
    document = taken_in(world, *args)
    return mark_scanned(document, is_clean=True, by=world.actor("coordinator"), now=NOON)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (docx(), WORD),
    ],
)
def test_a_download_is_never_opened_in_place_kept_or_guessed_about(world, content, kind):
    answer = as_download(cleared(world, content, "Llŷr's letter.x"), by=world.actor("coordinator"))

    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Ll%C5%B7r")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_every_byte_that_is_served_is_written_down(world):
    document = cleared(world)
    as_download(document, by=world.actor("coordinator"))

    event = Event.objects.get(verb="document.downloaded")
    assert (event.subject_id, event.actor_id) == (str(document.pk), world.users["coordinator"].pk)


def test_another_area_has_no_such_document(world):
    document = cleared(world)
    with pytest.raises(Document.DoesNotExist):
        as_download(document, by=world.actor("neighbour", world.avon))


def test_a_file_that_is_missing_is_said_in_a_sentence(world, folder):
    document = cleared(world)
    (folder / document.stored_as).unlink()

    with pytest.raises(NotClean, match="not there at this moment"):
        as_download(document, by=world.actor("coordinator"))
    assert Event.objects.filter(verb="document.downloaded").count() == 0

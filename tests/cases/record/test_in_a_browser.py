import pytest
from django.urls import reverse

from areas.tenancy import in_area
from cases.actions.case_documents import replace_document
from cases.actions.notes import correct_note
from documents.actions import mark_scanned
from tests.documents.files import pdf, taken_in
from tests.moments import NOON, TODAY

from .conftest import added, agrees, noted

pytestmark = pytest.mark.browser


@pytest.fixture
def kept(transactional_db, work):
    """A note of each kind, one of them corrected, and a document in two versions."""
    world = work.world
    agrees(work, work.harmed)
    with in_area(world.kent.pk, world.users["facilitator"].pk):
        note = noted(work, about=work.harmed)
        correct_note(note, body="Two weeks.", audience="team", seen=1, by=work.by, now=NOON)
        noted(
            work, about=work.harmed, audience="agency", agency=world.probation, body="She agreed."
        )
        secret = noted(work, "manager", audience="managers", body="The uncle is a risk.")
        added(work, about=work.harmed, audience="agency", agency=world.probation)
        added(work, "manager", audience="managers")
        first = added(work, kind="order", about=work.responsible)
        newer = mark_scanned(
            taken_in(world, who="facilitator"), is_clean=True, by=work.by, now=NOON
        )
        replace_document(
            first,
            document=newer,
            happened_on=TODAY,
            audience="team",
            seen=1,
            by=work.by,
            now=NOON,
        )
        waiting = added(work, scanned=False)
    return {"note": note, "secret": secret, "first": first, "waiting": waiting}


def test_every_page_fits_and_keeps_nobody_out(kept, walker, work):
    walker.become(work.world.users["facilitator"])
    for address in (
        work.url("record"),
        work.url("note_add"),
        work.url("note_about", work.harmed.pk),
        work.url("note_correct", kept["note"].pk),
        work.url("document_add"),
        work.url("document_replace", kept["first"].pk),
        work.url("document", kept["waiting"].pk),
    ):
        walker.visit(address)
    walker.become(work.world.users["referrer"]).visit(reverse("cases:shared", args=["kent"]))
    walker.become(work.world.users["manager"]).visit(work.url("record"))
    walker.press("Show its words")
    walker.reads("The uncle is a risk.")


def test_a_note_is_added_from_the_card_of_a_person(kept, walker, work):
    walker.become(work.world.users["facilitator"]).visit(work.url("people"))
    walker.page.get_by_role("link", name="Add a note (Jessica M.)").first.click()
    walker.write("Note", "She rang back.").press("Add the note")

    walker.reads("She rang back.")


def test_a_file_of_the_wrong_kind_leads_back_to_its_field(kept, walker, work):
    walker.become(work.world.users["facilitator"]).visit(work.url("document_add"))
    walker.page.set_input_files(
        "[name=document]", {"name": "list.csv", "mimeType": "text/csv", "buffer": b"a,b"}
    )
    walker.answer(type="consent").press("Add the document")
    walker.reads("There is a problem")
    walker.page.set_input_files(
        "[name=document]", {"name": "c.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    walker.press("Add the document")

    walker.reads("The document has been added.")

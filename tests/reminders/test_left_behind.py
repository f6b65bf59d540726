from datetime import timedelta

from areas.actor import Actor
from areas.passing import kept_since
from areas.tenancy import in_area
from documents.models import Document
from drafts.actions import start_draft
from outbox.models import Entry
from reminders.left_behind import look_after_documents
from reminders.tasks import sweep_area
from tests.documents.files import taken_in
from tests.moments import NOON

OLD = kept_since(NOON) - timedelta(seconds=1)


def test_a_document_that_a_draft_still_names_stays(world):
    named, forgotten = taken_in(world, now=OLD), taken_in(world, now=OLD)
    answers = {"documents": {"files": [{"id": str(named.pk)}]}}
    start_draft(form="referral", answers=answers, by=world.actor("referrer"), now=NOON)

    with in_area(world.kent.pk):
        assert look_after_documents(by=Actor.system(world.kent), now=NOON) == 1

    assert Document.objects.get() == named
    assert not Document.objects.filter(pk=forgotten.pk).exists()


def test_the_sweep_of_an_area_looks_after_its_documents(world, settings):
    settings.CLAMD = "/somewhere"
    taken_in(world, now=OLD)
    waiting = taken_in(world, now=NOON)
    Entry.objects.update(done_at=NOON)

    sweep_area(area_id=str(world.kent.pk))

    assert Document.objects.get() == waiting
    assert Entry.objects.unfinished().get(kind="documents.scan").payload["document"]

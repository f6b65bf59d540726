from areas.actor import Actor
from outbox.models import Entry
from reporting import queries
from reporting.models import Document
from tests.reporting.reports import PREPARED, PUBLISHED, draft, drawn, published


def test_the_worker_draws_what_was_asked_for_and_only_once(world):
    report = draft(world)
    assert drawn(world, now=PREPARED) == 1
    Entry.objects.update(done_at=None, lease_until=None)
    assert drawn(world, now=PUBLISHED) == 1
    assert Document.objects.filter(report=report).count() == 1


def test_a_draft_published_before_the_worker_came_is_drawn_as_published(world):
    report = published(world)
    assert drawn(world, now=PUBLISHED) == 2
    assert list(report.documents.values_list("is_draft", flat=True)) == [False]


def test_the_page_knows_how_far_the_drawing_has_come(world):
    report, system = draft(world), Actor.system(world.kent)
    assert queries.drawing(system, report) is queries.Drawing.WAITING
    entries = Entry.objects.filter(kind="report.render")
    entries.update(attempts=1, last_error="MemoryError")
    assert queries.drawing(system, report) is queries.Drawing.TRYING_AGAIN
    entries.update(attempts=8, dead_at=PUBLISHED)
    assert queries.drawing(system, report) is queries.Drawing.GIVEN_UP
    entries.update(last_error="EngineMissing")
    assert queries.drawing(system, report) is queries.Drawing.NO_ENGINE
    entries.update(attempts=0, dead_at=None, last_error="")
    drawn(world, now=PUBLISHED)
    assert queries.drawing(system, report) is queries.Drawing.READY


def test_a_drawing_that_was_given_up_stays_so_when_the_worker_s_note_is_swept(world):
    report, system = draft(world), Actor.system(world.kent)
    Entry.objects.all().delete()
    assert queries.drawing(system, report) is queries.Drawing.GIVEN_UP

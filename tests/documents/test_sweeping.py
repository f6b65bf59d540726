import os
from datetime import timedelta

import pytest

from areas.actor import Actor
from areas.passing import kept_since
from areas.tenancy import in_area
from audit.models import Event
from documents.actions import take_in
from documents.keeping import names_before
from documents.models import Document
from documents.sweeping import ask_again, sweep
from outbox.models import Entry
from referrals.models import ReferralDocument
from tests.documents.files import pdf, taken_in, upload
from tests.factories.referrals import SubmissionFactory
from tests.moments import NOON
from tests.world import stand_in

SINCE = kept_since(NOON)
OLD = SINCE - timedelta(seconds=1)


@pytest.fixture
def swept(world, django_capture_on_commit_callbacks):
    def swept(**more):
        with django_capture_on_commit_callbacks(execute=True):
            return sweep(by=Actor.system(world.kent), now=NOON, **more)

    return swept


def left(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def name(document):
    return document.stored_as.rpartition("/")[2]


def test_what_nothing_refers_to_for_28_days_goes_with_its_file(world, folder, swept):
    old, young = taken_in(world, now=OLD), taken_in(world, now=SINCE)

    assert [swept(), swept()] == [1, 0]

    assert Document.objects.get() == young
    assert left(folder) == [name(young)]
    assert Event.objects.get(verb="documents.swept").detail == {"count": 1}
    assert not (folder / old.stored_as).exists()


def test_what_belongs_to_a_referral_or_is_needed_otherwise_stays(world, folder, swept):
    given, needed = taken_in(world, now=OLD), taken_in(world, now=OLD)
    submission = SubmissionFactory(referral__area=world.kent)
    with in_area(world.kent.pk):
        ReferralDocument.objects.create(
            area=world.kent,
            referral=submission.referral,
            submission=submission,
            document=given,
            recorded_at=NOON,
        )

    assert swept(needed={needed.pk}) == 0
    assert left(folder) == sorted([name(given), name(needed)])


def test_a_file_that_a_rollback_left_goes_when_it_is_old(world, folder, swept):
    document = taken_in(world, now=SINCE)
    for stray, at in (("stray", OLD), ("fresh", SINCE)):
        file = folder / str(world.kent.pk) / stray
        file.write_bytes(b"x")
        os.utime(file, (at.timestamp(), at.timestamp()))
    os.utime(folder / document.stored_as, (OLD.timestamp(), OLD.timestamp()))

    assert swept() == 0
    assert left(folder) == sorted(["fresh", name(document)])


def test_an_area_without_a_folder_has_no_files(world):
    assert names_before(world.avon.pk, NOON) == []


def test_another_areas_documents_and_files_are_left_to_it(world, folder, swept):
    by = world.actor("neighbour", world.avon)
    theirs = take_in(upload(pdf()), by=by, now=OLD)
    os.utime(folder / theirs.stored_as, (OLD.timestamp(), OLD.timestamp()))
    stand_in(world.kent)

    assert swept() == 0
    assert left(folder) == [name(theirs)]


def test_what_waits_for_a_scan_is_asked_for_again(world, settings):
    document = taken_in(world)
    settings.CLAMD = "/somewhere"
    system = Actor.system(world.kent)

    assert ask_again(by=system, now=NOON) == 0
    Entry.objects.update(dead_at=NOON)
    assert [ask_again(by=system, now=NOON) for _ in range(2)] == [1, 0]
    assert Entry.objects.unfinished().get().payload == {"document": str(document.pk)}


def test_without_a_scanner_nobody_is_asked(world, settings):
    taken_in(world)
    Entry.objects.update(done_at=NOON)
    settings.CLAMD = ""

    assert ask_again(by=Actor.system(world.kent), now=NOON) == 0

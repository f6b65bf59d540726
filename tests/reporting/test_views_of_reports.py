from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from outbox.models import Entry
from reporting import actions
from reporting.models import Document, Report
from reporting.periods import Period
from rjcase import clock
from tests.factories.cases import CaseFactory
from tests.factories.referrals import ReferralFactory
from tests.reporting.reports import PREPARED, PUBLISHED, draft, drawn, published
from tests.reporting.rows import FIRST, ClosureFactory


@pytest.fixture(autouse=True)
def mid_october():
    with clock.fixed_at(PREPARED):
        yield


def page(world, name, *args):
    return reverse(f"reporting:{name}", args=[world.kent.slug, *args])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def viewed(verb):
    events = Event.objects.filter(verb=verb)
    return list(events.values_list("actor_id", "subject_type", "subject_id"))


def test_a_manager_prepares_a_draft(world):
    answer = world.client("manager").post(
        page(world, "prepare", "2026-27-Q2"), {"form_key": uuid4()}
    )
    report = Report.objects.get()
    assert answer["Location"] == page(world, "report", report.pk)
    assert (report.period, report.prepared_by) == ("2026-27-Q2", world.users["manager"])


def test_a_second_press_makes_no_second_draft(world):
    client, key = world.client("manager"), uuid4()
    answers = [
        client.post(page(world, "prepare", "2026-27-Q2"), {"form_key": key}) for _ in range(2)
    ]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Report.objects.count() == 1


def test_preparing_explains_itself_first(world):
    answer = world.client("manager").get(page(world, "prepare", "2026-27-Q2"))
    assert answer.status_code == 200
    assert "Somebody else must publish it." in text_of(answer)
    assert "Why is the published report" not in text_of(answer)


def test_a_running_quarter_is_refused_with_a_sentence(world):
    answer = world.client("manager").post(
        page(world, "prepare", "2026-27-Q3"), {"form_key": uuid4()}
    )
    assert answer.status_code == 422
    assert "The quarter ends on 31 December 2026" in text_of(answer)


def test_a_revision_asks_for_its_reason_and_keeps_what_was_typed(world):
    published(world)
    client, where = world.client("manager"), page(world, "prepare", "2026-27-Q2")
    empty = client.post(where, {"form_key": uuid4(), "reason": " "})
    assert empty.status_code == 422
    assert "Enter why the published report is to be revised" in text_of(empty)
    long = client.post(where, {"form_key": uuid4(), "reason": "Late. " * 60})
    assert long.status_code == 422
    assert "Late. Late." in text_of(long)
    good = client.post(where, {"form_key": uuid4(), "reason": "Two cases had been late."})
    assert good.status_code == 302
    assert Report.objects.get(version=2).reason == "Two cases had been late."


# Reading


def test_a_draft_is_read_with_its_figures_hidden_and_says_that_it_is_drawn(world):
    ReferralFactory(area=world.kent, received_at=FIRST)
    report = draft(world)
    answer = world.client("manager").get(page(world, "report", report.pk))
    words = text_of(answer)
    assert "Draft, not published" in words
    assert "Offender-led: fewer than 5;" in words
    assert "The PDF is being made." in words
    assert report.digest in words
    assert "Publish this report" in words
    assert viewed("report.viewed") == [
        (world.users["manager"].pk, "reporting.Report", str(report.pk))
    ]


def test_the_reasons_of_few_closures_are_not_listed_for_the_commissioner(world):
    ClosureFactory(case=CaseFactory(area=world.kent))
    report = published(world)
    words = text_of(world.client("commissioner").get(page(world, "report", report.pk)))
    assert "The reasons for closing are not listed" in words
    assert "needs were met" not in words


def test_an_older_draft_is_not_offered_for_publishing(world):
    report = draft(world)
    draft(world)
    answer = world.client("manager").get(page(world, "report", report.pk))
    assert "Publish this report" not in text_of(answer)


@pytest.mark.parametrize(
    ("last_error", "dead", "words"),
    [
        ("MemoryError", False, "Making the PDF failed and is tried again."),
        ("MemoryError", True, "The PDF could not be made."),
        ("EngineMissing", False, "the PDF engine is not installed"),
    ],
)
def test_a_pdf_that_cannot_be_made_is_said_so(world, last_error, dead, words):
    report = draft(world)
    Entry.objects.filter(kind="report.render").update(
        attempts=1, last_error=last_error, dead_at=PUBLISHED if dead else None
    )
    assert words in text_of(world.client("manager").get(page(world, "report", report.pk)))


def test_the_commissioner_downloads_the_stored_bytes(world):
    report = published(world)
    drawn(world, now=PUBLISHED)
    stored = bytes(Document.objects.get(report=report).content)
    client = world.client("commissioner")
    assert "Download the report (PDF)" in text_of(client.get(page(world, "report", report.pk)))
    for _ in range(2):
        answer = client.get(page(world, "pdf", report.pk))
        assert answer.content == stored
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="RJC-KNT-2026-27-Q2-v1.pdf"'
    assert viewed("report.downloaded") == 2 * [
        (world.users["commissioner"].pk, "reporting.Report", str(report.pk))
    ]


def test_a_manager_downloads_the_draft_under_its_own_name(world):
    report = draft(world)
    drawn(world, now=PREPARED)
    client = world.client("manager")
    assert "Download the draft (PDF)" in text_of(client.get(page(world, "report", report.pk)))
    answer = client.get(page(world, "pdf", report.pk))
    assert answer["Content-Disposition"].endswith('"RJC-KNT-2026-27-Q2-v1-draft-1.pdf"')


def test_a_pdf_that_is_not_there_yet_leads_to_the_page_that_says_so(world):
    report = published(world)
    answer = world.client("commissioner").get(page(world, "pdf", report.pk))
    assert answer["Location"] == page(world, "report", report.pk)


def test_published_reports_are_listed_newest_first(world):
    published(world, period=Period.parse("2026-27 Q1"))
    published(world)
    drawn(world, now=PUBLISHED)
    published(world, reason="Two cases had been late.")
    words = text_of(world.client("commissioner").get(page(world, "published")))
    places = [
        words.index(part)
        for part in (
            "2, revised",
            "Download 2026-27 Q2, version 1 (PDF)",
            "Download 2026-27 Q1, version 1 (PDF)",
        )
    ]
    assert places == sorted(places)
    assert words.count("The PDF is being made.") == 1


def test_an_empty_list_says_what_will_be_there(world):
    words = text_of(world.client("commissioner").get(page(world, "published")))
    assert "No report has been published yet." in words
    assert (
        "The next one covers 1 July 2026 to 30 September 2026 and is due in October 2026." in words
    )


def test_the_list_asks_as_much_for_many_reports_as_for_one(world, count_queries):
    client = world.client("commissioner")
    published(world)
    client.get(page(world, "published"))
    with count_queries() as one:
        client.get(page(world, "published"))
    for year in range(2010, 2016):
        published(world, period=Period.quarter(year, 2))
    with count_queries() as many:
        client.get(page(world, "published"))
    assert len(many) == len(one)


# Publishing


def test_a_deputy_publishes(world):
    report = draft(world)
    client, where = world.client("deputy"), page(world, "publish", report.pk)
    asked = client.get(where)
    assert "A published report never changes" in text_of(asked)
    answer = client.post(where, {"form_key": uuid4()})
    report.refresh_from_db()
    assert answer["Location"] == page(world, "report", report.pk)
    assert (report.is_published, report.published_by) == (True, world.users["deputy"])


def test_who_prepared_it_is_told_that_another_must_publish(world):
    report = draft(world)
    answer = world.client("manager").post(page(world, "publish", report.pk), {"form_key": uuid4()})
    assert answer.status_code == 422
    assert "Another service manager must publish" in text_of(answer)


def test_a_lost_race_for_publishing_is_told(world):
    report = published(world)
    answer = world.client("deputy").post(page(world, "publish", report.pk), {"form_key": uuid4()})
    assert answer.status_code == 409
    assert "This report is published already." in text_of(answer)


def test_a_lost_race_for_preparing_is_told(world, monkeypatch):
    def taken(*args, **kwargs):
        raise actions.LostRace("Somebody else has prepared this report at the same moment.")

    monkeypatch.setattr(actions, "keep_draft", taken)
    answer = world.client("manager").post(
        page(world, "prepare", "2026-27-Q2"), {"form_key": uuid4()}
    )
    assert answer.status_code == 409
    assert "at the same moment" in text_of(answer)

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


# The service's own figures


@pytest.mark.parametrize("name", ["coordinator", "supervisor", "manager"])
def test_the_service_sees_its_figures_with_nothing_hidden(world, name):
    ReferralFactory(area=world.kent, received_at=FIRST)
    ClosureFactory(case=CaseFactory(area=world.kent))
    answer = world.client(name).get(page(world, "quarter", "2026-27-Q2"))
    assert answer.status_code == 200
    assert "Offender-led: 1;" in text_of(answer)
    assert "fewer than 5" not in text_of(answer)
    assert viewed("figures.viewed") == [
        (world.users[name].pk, "reporting.Quarter", "2026-27-Q2"),
    ]


def test_the_chart_stands_beside_its_table(world):
    answer = text_of(world.client("manager").get(page(world, "quarter", "2026-27-Q2")))
    assert 'role="img"' in answer
    assert "Show this chart as a table" in answer


def test_only_a_manager_is_offered_the_report(world):
    offered = {
        name: "Prepare the report"
        in text_of(world.client(name).get(page(world, "quarter", "2026-27-Q2")))
        for name in ("manager", "coordinator")
    }
    assert offered == {"manager": True, "coordinator": False}


def test_a_manager_sees_what_was_prepared(world):
    report = published(world)
    answer = text_of(world.client("manager").get(page(world, "quarter", "2026-27-Q2")))
    assert page(world, "report", report.pk) in answer
    assert "published 20 October 2026 at 3pm by Deputy" in answer


def test_the_menu_leads_to_the_running_quarter(world):
    answer = world.client("coordinator").get(page(world, "service"))
    assert answer["Location"] == page(world, "quarter", "2026-27-Q3")


def test_quarters_lead_to_one_another(world):
    answer = text_of(world.client("coordinator").get(page(world, "quarter", "2026-27-Q2")))
    assert page(world, "quarter", "2026-27-Q1") in answer
    assert page(world, "quarter", "2026-27-Q3") in answer
    running = text_of(world.client("coordinator").get(page(world, "quarter", "2026-27-Q3")))
    assert page(world, "quarter", "2026-27-Q4") not in running


@pytest.mark.parametrize("period", ["2026-27-Q5", "2026-28-Q1", "nonsense", "2026-27-Q4"])
def test_what_is_not_a_quarter_or_has_not_begun_is_not_found(world, period):
    assert world.client("manager").get(page(world, "quarter", period)).status_code == 404


def test_the_page_asks_as_much_of_a_full_area_as_of_an_empty_one(world, count_queries):
    client = world.client("manager")
    address = page(world, "quarter", "2026-27-Q2")
    ClosureFactory(case=CaseFactory(area=world.kent))
    client.get(address)
    with count_queries() as one:
        client.get(address)
    for _ in range(10):
        ClosureFactory(case=CaseFactory(area=world.kent))
        draft(world)
    with count_queries() as many:
        client.get(address)
    assert len(many) == len(one)


# Who may come in


PAGES = ("service", "published", "quarter", "prepare", "report", "pdf", "publish")


def address(world, name, report):
    argument = {"quarter": "2026-27-Q2", "prepare": "2026-27-Q2"}.get(name, report.pk)
    return page(world, name, *([] if name in {"service", "published"} else [argument]))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["stranger", "neighbour"])
def test_strangers_and_members_of_another_area_find_nothing(world, name, who):
    assert world.client(who).get(address(world, name, draft(world))).status_code == 404


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("facilitator", set()),
        ("referrer", set()),
        ("coordinator", {"service", "quarter"}),
        ("supervisor", {"service", "quarter"}),
        ("manager", set(PAGES)),
        ("commissioner", {"published", "report", "pdf"}),
    ],
)
def test_each_role_opens_its_own_pages(world, who, allowed):
    report = published(world)
    client = world.client(who)
    codes = {name: client.get(address(world, name, report)).status_code for name in PAGES}
    assert {name for name, code in codes.items() if code != 403} == allowed
    assert set(codes.values()) <= {200, 302, 403}


@pytest.mark.parametrize("name", ["report", "pdf", "publish"])
def test_another_areas_report_is_not_found_through_ones_own_door(world, name):
    report = draft(world)
    own_door = reverse(f"reporting:{name}", args=[world.avon.slug, report.pk])
    assert world.client("neighbour").get(own_door).status_code == 404
    assert world.client("neighbour").post(own_door, {"form_key": uuid4()}).status_code in {404, 405}


@pytest.mark.parametrize("name", ["report", "pdf"])
def test_a_commissioner_does_not_find_a_draft(world, name):
    report = draft(world)
    assert world.client("commissioner").get(page(world, name, report.pk)).status_code == 404


# Preparing


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

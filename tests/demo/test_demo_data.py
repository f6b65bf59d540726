from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from areas.models import Area, AreaSettings, User
from areas.tenancy import in_area
from cases.models import (
    AccessRequest,
    Case,
    Closure,
    Concern,
    CourtOrder,
    Enrolment,
    HopedFor,
    KeyDate,
    Message,
    NeedsReview,
    Note,
    Restriction,
    SessionPlace,
    Stay,
)
from referrals.models import EligibilitySettings, Incident, Parcel, Referral
from reporting.models import Report
from reporting.periods import Period
from reporting.quarter import quarter_figures
from risk.models import Assessment
from rjcase.demo import daniel_and_jessica, desks, early_endings, ordinary, under_way
from rjcase.demo.cast import Service
from tests.factories.areas import AreaFactory, AreaSettingsFactory
from tests.world import sign_in

QUARTER = Period.parse("2026-27-Q2")


@pytest.fixture
def service(db):
    area = AreaFactory(slug="metropolitan", name="London (Metropolitan Police)", code="MET")
    AreaSettingsFactory(area=area)
    service = Service(area)
    service.hire()
    return service


def test_the_published_case_is_one_referral_two_engaged_one_letter_and_one_meeting(service):
    daniel_and_jessica.tell(service)

    counts = quarter_figures(service.as_("manager"), QUARTER, as_at=date(2026, 10, 2)).counts
    assert (counts.referrals, counts.persons_harmed, counts.cases_opened) == (1, 1, 1)
    assert (counts.engaged.harmed, counts.engaged.responsible) == (1, 1)
    assert (counts.direct.events, counts.indirect.cases) == (1, 1)
    assert (counts.closed.reached, counts.closed.missed) == (1, 0)
    assert (counts.received.reached, counts.received.missed) == (1, 0)


def test_a_burglary_ends_early_because_needs_were_met(service, client):
    tale = early_endings.burglary_whose_needs_were_met(service)

    assert list(Closure.objects.values_list("reason", "stage")) == [("c_needs_met", "assessment")]
    sign_in(client, service.users["manager"])
    page = client.get(reverse("cases:detail", args=["metropolitan", tale.case.reference]))
    assert "Ended early: needs were met" in page.content.decode()


def test_a_referral_without_anybody_identified_is_declined_and_nobody_is_approached(
    service, client
):
    referral = early_endings.referral_without_anybody_identified(service)

    assert (referral.status, referral.decision) == ("declined", "r_no_offender")
    assert Case.objects.count() == 0
    sign_in(client, service.users["coordinator"])
    inbox = client.get(reverse("referrals:inbox", args=["metropolitan"]), {"queue": "declined"})
    assert referral.reference in inbox.content.decode()


def test_ordinary_cases_come_the_same_every_time(service):
    ordinary.Ordinary(service, 1).tell(8)

    with in_area(service.area.pk):
        first = list(Referral.objects.order_by("reference").values_list("status", "source"))
    again = Service(AreaFactory(slug="gwent", name="Gwent", code="GWT"))
    AreaSettingsFactory(area=again.area)
    again.hire()
    ordinary.Ordinary(again, 1).tell(8)
    with in_area(again.area.pk):
        second = list(Referral.objects.order_by("reference").values_list("status", "source"))
    assert second == first


def test_something_lies_on_every_desk(service):
    desks.fill(service)

    statuses = Referral.objects.order_by("reference").values_list("status", flat=True)
    assert list(statuses) == ["to_triage", "to_triage", "waiting", "accepted", "to_triage"]
    crimes = Incident.objects.exclude(police_reference="").values_list(
        "police_reference", flat=True
    )
    assert list(crimes) == [desks.NERYS_CRIME] * 2
    assert list(Assessment.objects.values_list("state", flat=True)) == ["submitted"]


def test_four_cases_are_being_worked_and_every_room_of_a_case_has_something_in_it(service):
    under_way.tell(service)

    rooms = (
        (Stay, 2),
        (AccessRequest, 1),
        (KeyDate, 2),
        (NeedsReview, 2),
        (HopedFor, 4),
        (Note, 2),
        (Enrolment, 2),
        (SessionPlace, 8),
        (Concern, 1),
        (Restriction, 1),
    )
    assert [(room, room.objects.count()) for room, _ in rooms] == list(rooms)
    assert CourtOrder.objects.get().agreed_by == service.users["manager"]
    assert Message.objects.get().state == "checked"
    assert Case.objects.filter(hold_until=date(2027, 1, 11)).count() == 1


@pytest.mark.slow
def test_the_command_fills_three_areas_once_and_publishes_their_quarter(db, tmp_path, monkeypatch):
    monkeypatch.setenv("RJCASE_HOME", str(tmp_path))
    call_command("demo_data", referrals=2, verbosity=0)
    call_command("demo_data", referrals=2, verbosity=0)

    assert sorted(Area.objects.filter(is_live=True).values_list("slug", flat=True)) == [
        "cumbria",
        "gwent",
        "metropolitan",
    ]
    assert User.objects.filter(email="commissioner@gwent.example").count() == 1
    assert {area.telephone[:9] for area in Area.objects.filter(is_live=True)} == {"01632 960"}
    chosen = set()
    for area in Area.objects.filter(is_live=True):
        with in_area(area.pk):
            assert list(Report.objects.values_list("period", "state")) == [
                ("2026-27-Q2", "published")
            ]
            settings = AreaSettings.objects.get()
            chosen.add((settings.triage_days, settings.words, EligibilitySettings.objects.count()))
    assert chosen == {(2, "person", 1), (1, "victim", 1), (5, "harmer", 1)}
    metropolitan = Area.objects.get(slug="metropolitan")
    with in_area(metropolitan.pk):
        assert list(Parcel.objects.values_list("to_area", "state")) == [
            (metropolitan.pk, "offered")
        ]
    assert (tmp_path / "metropolitan-2026-27-Q2.pdf").read_bytes()[:5] == b"%PDF-"
    assert "restorative-demo-2026" in (tmp_path / "card.txt").read_text()


def test_production_takes_no_demonstration_data(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError):
        call_command("demo_data")

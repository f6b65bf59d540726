from datetime import date, timedelta

import pytest
from django.urls import reverse

from areas.grants import share
from audit.models import Event
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.referral_told import say_no_order
from cases.models import TimelineEntry
from cases.queries.establishments import named_in
from referrals.stages import Status
from tests.cases.doors import all_of, knock
from tests.cases.made import daniel_of, jessica_of, two_sided_case, url
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.custody import CourtOrderFactory, KeyDateFactory, StayFactory
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import (
    IncidentFactory,
    ReferralFactory,
    ReferralPersonFactory,
    SubmissionFactory,
)
from tests.moments import NOON
from tests.referrals.sent import with_document

ORDERS = "Bail until 1 October: not to contact Jessica."


def referral_of(case):
    return case.referral_links.earliest("referral__received_at").referral


@pytest.fixture
def told(world, case):
    """The referral of the case, by an officer who told of everything."""
    referral = referral_of(case)
    referral.agency, referral.referrer_name = world.probation, "Olive Officer"
    referral.referrer_email, referral.referrer_telephone = "olive@agency.invalid", "01622 496000"
    referral.save()
    IncidentFactory(
        referral=referral,
        happened_on=date(2026, 5, 2),
        flags=["da"],
        justice_stage="community",
        risks_told=ORDERS,
    )
    ReferralPersonFactory(referral=referral, person=jessica_of(case).person)
    ReferralPersonFactory(
        referral=referral,
        person=daniel_of(case).person,
        side="responsible",
        accepts_responsibility="yes",
        custody="custody",
        establishment="HMP Elmley",
        release_on=date(2027, 3, 1),
    )
    SubmissionFactory(referral=referral, as_sent='[["Sentence, court and dates", "Two years."]]')
    return referral


def read(world, case, who="facilitator"):
    return world.client(who).get(url("referral", case)).content.decode()


def test_a_facilitator_reads_what_was_told_and_no_way_to_reach_anybody(world, case, told):
    for one in told.people.all():
        ContactPointFactory(person=one.person, value="07700 900123")

    page = read(world, case)

    said = (
        told.reference,
        "Olive Officer, Kent Probation",
        "2 May 2026",
        "Domestic abuse",
        "Two years.",
        "Accepts responsibility: Yes",
        "HMP Elmley, until 1 March 2027",
        told.incident.account,
        ORDERS,
    )
    assert [words for words in said if words not in page] == []
    ways = ("07700", "01622", "olive@", "Jessica Harmed", "Daniel Responsible")
    assert [way for way in ways if way in page] == []
    rows = Event.objects.filter(verb="referral.viewed", subject_id=str(told.pk))
    assert [row.detail["case"] for row in rows] == [case.reference]


def test_somebody_who_referred_themselves_is_not_named_in_full(world, case, told):
    told.agency, told.referrer_name, told.source = None, "Jessica Harmed", "self_harmed"
    told.save()

    page = read(world, case)

    assert ("The person harmed themselves" in page, "Jessica Harmed" in page) == (True, False)


def test_what_was_joined_with_it_is_told_too_linked_or_not(world, case, told):
    joined = ReferralFactory(area=world.kent, status=Status.MERGED, merged_into=told)
    IncidentFactory(referral=joined, account="She saw it from the window.")
    ReferralFactory(area=world.kent)

    context = world.client("facilitator").get(url("referral", case)).context

    assert [one.referral for one in context["tellings"]] == [told, joined]


def test_what_grew_into_a_restricted_case_too_is_told_to_those_who_see_that(world, case, told):
    other = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=other, referral=told)

    assert ORDERS not in read(world, case)
    share(other, with_user=world.users["facilitator"])
    assert ORDERS in read(world, case)


def test_as_many_queries_whatever_was_told(world, case, told, count_queries):
    client = world.client("facilitator")
    client.get(url("referral", case))
    with count_queries() as few:
        client.get(url("referral", case))
    for _number in range(9):
        ReferralPersonFactory(referral=told)
        SubmissionFactory(referral=told)
        with_document(world, told)
    with count_queries() as many:
        client.get(url("referral", case))

    assert len(many) == len(few)


def test_a_document_is_downloaded_through_the_case_and_that_is_written_down(world, case, told):
    document, waiting = with_document(world, told), with_document(world, told, scanned=False)
    client = world.client("facilitator")

    answer = client.get(url("referral_document", case, document.pk))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert Event.objects.filter(verb="document.downloaded").count() == 1
    refused = client.get(url("referral_document", case, waiting.pk)).content.decode()
    assert "This document cannot be opened" in refused
    assert "Download the PDF" in read(world, case)


def test_the_doors(world, case, told):
    document = with_document(world, told)
    pages = [url("referral", case), url("referral_document", case, document.pk)]
    writing = [url("no_order", case)]
    other = two_sided_case(world, with_team=False)

    assert knock(world.client("supervisor"), [*pages, *writing]) == {
        **all_of(pages, 200),
        **all_of(writing, 403),
    }
    for who, status in (("commissioner", 403), ("neighbour", 404), ("stranger", 404)):
        assert knock(world.client(who), [*pages, *writing]) == all_of([*pages, *writing], status)
    elsewhere = [url("referral", other), url("referral_document", other, document.pk)]
    assert knock(world.client("facilitator"), elsewhere) == all_of(elsewhere, 404)
    assert world.client("manager").get(elsewhere[1]).status_code == 404


def besides(world, case, who="facilitator"):
    page = world.client(who).get(url("detail", case))
    return [(task.label, task.url) for task in page.context["besides"]]


def asked(case):
    return [("Record the orders that the referral names", url("referral", case))]


def test_risks_that_were_told_are_asked_for_until_an_order_is_recorded(world, case, told):
    assert besides(world, case) == asked(case)
    assert besides(world, case, "supervisor") == [(asked(case)[0][0], "")]
    assert "Record an order that binds Daniel R." in read(world, case)

    CourtOrderFactory(against=daniel_of(case))

    assert besides(world, case) == []
    assert "Record an order that binds" not in read(world, case)


def test_risks_left_empty_ask_for_nothing(world, case, told):
    told.incident.risks_told = ""
    told.incident.save()

    assert besides(world, case) == []


def test_that_no_order_stands_is_said_once_and_told_and_asked_again_of_what_comes_later(
    world, case, told
):
    client = world.client("facilitator")

    answer = client.post(url("no_order", case))

    assert (answer.status_code, answer.url) == (302, url("detail", case))
    assert besides(world, case) == []
    entry = TimelineEntry.objects.get(kind="order.none_stands")
    assert (entry.subject_id, entry.codes) == (told.pk, {"referral": told.reference})
    event = Event.objects.get(verb="order.none_stands")
    assert (event.subject_id, event.actor_id) == (str(case.pk), world.users["facilitator"].pk)
    history = client.get(url("history", case)).content.decode()
    assert f"What referral {told.reference} told was read: no order stands" in history
    again = client.post(url("no_order", case))
    assert (again.status_code, "Somebody has recorded an order" in again.content.decode()) == (
        409,
        True,
    )

    later = ReferralFactory(area=world.kent, received_at=NOON + timedelta(days=1))
    IncidentFactory(referral=later, risks_told="He drinks.")
    CaseReferralFactory(case=case, referral=later)

    assert besides(world, case) == asked(case)


def test_where_nothing_was_told_nothing_can_be_said(world, case, actor):
    with pytest.raises(SomebodyWasFirst):
        say_no_order(case, by=actor, now=NOON)


def test_the_risk_form_shows_what_was_told_of_risks(world, case, told):
    page = world.client("facilitator").get(reverse("risk:add", args=["kent", case.reference]))

    assert "What the referral told of risks" in page.content.decode()
    assert ORDERS in page.content.decode()


def form_of(world, case, name):
    return world.client("facilitator").get(url(name, case, daniel_of(case).pk))


def test_where_somebody_is_and_until_when_is_offered_as_the_referral_told_it(world, case, told):
    moved, dated = form_of(world, case, "custody_move"), form_of(world, case, "key_date_add")

    said = "The referral told: In prison, HMP Elmley, until 1 March 2027. Ask whether it is still"
    for page in (moved, dated):
        assert said in page.content.decode()
    assert moved.context["form"]["establishment"].value() == "EYI"
    assert [dated.context["form"][name].value() for name in ("kind", "on")] == [
        "release",
        date(2027, 3, 1),
    ]


def test_what_is_recorded_already_is_not_offered_again(world, case, told):
    StayFactory(participant=daniel_of(case))
    KeyDateFactory(participant=daniel_of(case), kind="release")

    for name in ("custody_move", "key_date_add"):
        assert "The referral told" not in form_of(world, case, name).content.decode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HMP Elmley", "EYI"),
        ("elmley prison, Kent", "EYI"),
        ("HMP Elmley or Swaleside", ""),
        ("HMP", ""),
        ("A prison far away", ""),
    ],
)
def test_a_prison_is_known_by_the_words_that_name_it(text, code):
    assert named_in(text) == code

"""No page, answer, message or document tells one side how the other can be reached.

Every person has a way to reach them that is found wherever it is printed, and every participant a
line of safe contact. Then everybody opens everything.
"""

import re

import pytest
from django.core import mail

from areas.actor import Actor
from areas.tenancy import in_area
from cases.models import Case, Participant
from outbox.models import Entry
from people.models import ContactPoint, Person
from referrals.models import Referral
from reminders.actions import remind
from reminders.handlers import send_email
from reporting.actions import publish_report, store_document
from reporting.models import Document, Report
from tests.architecture.addresses import pages
from tests.factories.cases import CaseWorkerFactory
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import SubmissionFactory
from tests.hostile import house
from tests.moments import NOON
from tests.reporting.test_pdf import text_of

WAYS = {
    ContactPoint.Kind.MOBILE: "07700-{}",
    ContactPoint.Kind.EMAIL: "{}@canary.invalid",
    ContactPoint.Kind.ADDRESS: "1 Canary Row, {}",
}
KNOWN_BY = {"code_phrase": "phrase-{}", "who_may_answer": "kin-{}"}
WAY = re.compile(
    r"07700-[0-9a-f-]{36}|[0-9a-f-]{36}@canary|Canary Row, [0-9a-f-]{36}"
    r"|phrase-[0-9a-f-]{36}|kin-[0-9a-f-]{36}"
)
LINE = re.compile(r"safe-line-[0-9a-f-]{36}")
LINES_STAND_ON = {
    "cases:contact_add",
    "cases:detail",
    "cases:my_day",
    "cases:people",
    "cases:safe_contact",
    "cases:visit_sheet",
}
LINES_AFTER_ASKING = {"cases:reveal"}
WORK_CASES = {"manager", "coordinator", "supervisor", "facilitator"}


@pytest.fixture
def rooms(world):
    """Everybody in Kent can be reached, and everything that was sent says how."""
    rooms = house.build(world)
    with in_area(world.kent.pk):
        for person in Person.objects.all():
            for kind, value in WAYS.items():
                also = {name: text.format(person.pk) for name, text in KNOWN_BY.items()}
                ContactPointFactory(person=person, kind=kind, value=value.format(person.pk), **also)
        for one in Participant.objects.all():
            one.safe_contact = f"safe-line-{one.pk}"
            one.save()
    case = next(room["reference"][0] for room in rooms if "participant" in room)
    with in_area(world.kent.pk):
        worked = Case.objects.get(reference=case)
        worked.risk_cleared_until = NOON.date()
        worked.save()
        worked.workers.update(until_at=NOON)
    CaseWorkerFactory(case=worked, user=world.users["facilitator"])
    return rooms


EVERYBODY = (
    "referrer",
    "coordinator",
    "facilitator",
    "colleague",
    "supervisor",
    "manager",
    "commissioner",
    "neighbour",
)


def everywhere(world, rooms):
    """What everybody reads, as (who, page, text), at every address that is theirs to open."""
    for who in EVERYBODY:
        client = world.client(who)
        for page in pages():
            if page.has_area:
                for path in house.addresses(world, page, rooms):
                    answer = client.get(path)
                    if answer.status_code == 200:
                        yield who, page.name, answer.content.decode(errors="replace")


def test_a_way_to_reach_somebody_stands_on_no_page_that_is_merely_opened(world, rooms):
    sent = submission_of(world, rooms)
    read = list(everywhere(world, rooms))
    ways = {(who, name) for who, name, text in read if WAY.search(text)}
    lines = {(who, name) for who, name, text in read if LINE.search(text)}

    assert ways == {("referrer", "referrals:own_detail"), ("referrer", "referrals_api:detail")}
    assert {found for _who, _name, text in read for found in WAY.findall(text)} == {sent}
    assert {name for _who, name in lines} == LINES_STAND_ON | LINES_AFTER_ASKING
    assert {who for who, _name in lines} == WORK_CASES
    assert len(read) > 100


def submission_of(world, rooms):
    """What the officer sent: they read it as it was sent."""
    with in_area(world.kent.pk):
        mobiles = ContactPoint.objects.filter(kind=ContactPoint.Kind.MOBILE)
        value = next(one.value for one in mobiles if WAY.fullmatch(one.value))
        referral = Referral.objects.get(reference=rooms[0]["reference"][0])
    SubmissionFactory(
        referral=referral, agency=world.probation, as_sent=f'[["Telephone", "{value}"]]'
    )
    return value


def shown_to(world, who, name, **values):
    page = next(page for page in pages() if page.name == name)
    reason = {"reason": "The facilitator is ill and the meeting is tonight."}
    answer = world.client(who).post(page.path(area=world.kent.slug, **values), reason)
    return set(WAY.findall(answer.content.decode())) if answer.status_code == 200 else None


def ways_of(person_id):
    return {
        found.group()
        for value in (*WAYS.values(), *KNOWN_BY.values())
        if (found := WAY.search(value.format(person_id)))
    }


def test_a_reveal_shows_one_person_and_never_the_other_side(world, rooms):
    room = next(room for room in rooms if "participant" in room)
    for pk in room["participant"]:
        with in_area(world.kent.pk):
            person_id = Participant.objects.get(pk=pk).person_id
        place = {"reference": room["reference"][0], "participant": pk}
        shown = {who: shown_to(world, who, "cases:reveal", **place) for who in world.users}

        assert {who: found for who, found in shown.items() if found is not None} == dict.fromkeys(
            ("facilitator", "manager", "deputy"), ways_of(person_id)
        )


def test_at_triage_a_coordinator_alone_is_shown_one_person(world, rooms):
    place = {"reference": rooms[0]["reference"][0], "person": rooms[0]["person"][0]}
    shown = {who: shown_to(world, who, "referrals:reveal", **place) for who in world.users}

    assert {who: found for who, found in shown.items() if found is not None} == {
        "coordinator": ways_of(rooms[0]["person"][0])
    }


def test_no_message_and_no_document_says_how_anybody_is_reached_or_who_they_are(world, rooms):
    system = Actor.system(world.kent)
    with in_area(world.kent.pk):
        names = {one.last_name for one in Person.objects.all()}
        remind(by=system, now=NOON)
        for entry in Entry.objects.filter(kind="reminders.email"):
            send_email(entry, system, NOON)
        told = [f"{one.subject} {one.body} {one.recipients()}" for one in mail.outbox]
        report = Report.objects.get()
        store_document(report.pk, by=system, now=NOON)
        publish_report(report, by=world.actor("manager"), now=NOON)
        store_document(report.pk, by=system, now=NOON)
        drawn = [text_of(one.content) for one in Document.objects.all()]

    assert (len(told), len(drawn)) == (1, 2)
    for text in (*told, *drawn, *(str(entry.payload) for entry in Entry.objects.all())):
        assert not WAY.search(text)
        assert not LINE.search(text)
        assert not any(name in text for name in names)

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from areas.grants import share
from areas.roles import Role
from audit.models import Event
from cases.actions.case_work import WorkRefused
from cases.actions.notes import correct_note
from cases.models import Case, CaseDocument, Note
from documents.actions import mark_scanned
from tests.documents.files import pdf
from tests.factories.areas import AgencyFactory
from tests.factories.cases import ConsentFactory
from tests.moments import NOON

from .conftest import added, agrees, noted

SHARED = reverse("cases:shared", args=["kent"])


def at(kept):
    return reverse("cases:shared_document", args=["kent", kept.pk])


@pytest.fixture
def told(work):
    """How something about Jessica is shared with Kent Probation, whose officer is `referrer`."""
    agrees(work, work.harmed)
    return {"about": work.harmed, "audience": "agency", "agency": work.world.probation}


@pytest.fixture
def officer(work):
    return work.world.client("referrer")


def takes_back(work):
    ConsentFactory(
        participant=work.harmed,
        purpose="share_agency",
        agency=work.world.probation,
        state="withdrawn",
        recorded_at=NOON + timedelta(hours=1),
    )


def titles(client):
    return [line.title for line in client.get(SHARED).context["lines"]]


def test_an_officer_reads_what_is_shared_with_their_agency_and_nothing_else(work, told, officer):
    noted(work, body="Shared words.", **told)
    noted(work, body="Ours alone.", about=work.harmed)
    noted(work, "manager", body="Sensitive.", about=work.harmed, audience="managers")
    other = AgencyFactory(area=work.world.kent, name="Kent Police")
    agrees(work, work.harmed, agency=other)
    noted(work, body="For the police.", **{**told, "agency": other})
    text = officer.get(SHARED).content.decode()

    assert titles(officer) == ["Note about Jessica M."]
    assert "Shared words." in text
    assert [word for word in ("Ours", "Sensitive", "For the police") if word in text] == []
    assert f"Case {work.case.reference}" in text
    assert Event.objects.filter(verb="shared.listed").count() == 2


def test_an_officer_opens_a_shared_document_and_that_is_written_down(work, told, officer):
    kept = added(work, content=pdf(), **told)
    assert at(kept) in officer.get(SHARED).content.decode()
    answer = officer.get(at(kept))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    event = Event.objects.get(verb="document.downloaded")
    assert event.actor_id == work.world.users["referrer"].pk


def test_one_that_cannot_be_opened_says_so(work, told, officer):
    kept = added(work, scanned=False, **told)
    mark_scanned(kept.document, is_clean=False, by=work.by, now=NOON)
    answer = officer.get(at(kept))

    assert b"A virus was found in this file." in answer.content
    assert Event.objects.filter(verb="document.viewed").count() == 1


def test_it_is_gone_when_the_person_takes_their_consent_back(work, told, officer):
    noted(work, **told)
    kept = added(work, **told)
    before = len(titles(officer)), officer.get(at(kept)).status_code
    takes_back(work)
    after = len(titles(officer)), officer.get(at(kept)).status_code

    assert (before, after) == ((2, 200), (0, 404))
    assert b"Nothing is shared with your agency at present." in officer.get(SHARED).content


def test_it_is_gone_when_a_correction_is_for_the_team(work, told, officer):
    note = noted(work, **told)
    correct_note(note, body="Ours.", audience="team", seen=1, by=work.by, now=NOON)

    assert titles(officer) == []
    assert [one.agency for one in Note.objects.exclude(corrects=None)] == [None]


def test_an_officer_reads_the_correction_and_what_it_said_before(work, told, officer):
    note = noted(work, body="Before.", **told)
    correct_note(note, body="After.", audience="agency", seen=1, by=work.by, now=NOON)
    text = officer.get(SHARED).content.decode()

    assert "After." in text
    assert "Before." in text


def test_a_guest_an_officer_elsewhere_and_the_team_come_in_nowhere(work, told):
    kept = added(work, **told)
    world = work.world
    world.join("guest", Role.GUEST, agency=world.probation)
    world.join("police", Role.REFERRER, agency=AgencyFactory(area=world.kent, name="Police"))
    answers = {
        who: world.client(who).get(at(kept)).status_code
        for who in ("guest", "police", "facilitator", "manager", "neighbour", "stranger")
    }

    assert answers == {
        "guest": 404,
        "police": 404,
        "facilitator": 403,
        "manager": 403,
        "neighbour": 404,
        "stranger": 404,
    }
    assert titles(world.client("guest")) == titles(world.client("police")) == []


def test_who_refers_and_works_cases_too_reads_there_what_is_shared_alone(work, told):
    world = work.world
    world.join("both", Role.PRACTITIONER, Role.REFERRER, agency=world.probation)
    world.join("working", Role.COORDINATOR, Role.REFERRER, agency=world.probation)
    shared, ours = added(work, **told), added(work, about=work.harmed)
    noted(work, about=work.harmed)
    note = noted(work, **told)
    correct_note(note, body="Ours.", audience="team", seen=1, by=work.by, now=NOON)

    for who in ("both", "working"):
        client = world.client(who)
        assert titles(client) == ["Signed consent, Jessica M."]
        assert [client.get(at(one)).status_code for one in (shared, ours)] == [200, 404]


def test_what_is_not_shared_is_not_found(work, told, officer):
    for key in (added(work, about=work.harmed).pk, uuid4()):
        assert officer.get(reverse("cases:shared_document", args=["kent", key])).status_code == 404
    assert officer.get(work.url("record")).status_code == 403
    assert CaseDocument.objects.visible_to(work.world.actor("referrer")).count() == 0


def test_it_takes_as_many_queries_with_one_as_with_thirty(work, told, officer, count_queries):
    agrees(work, work.responsible)
    noted(work, **told)
    added(work, **told)
    officer.get(SHARED)
    with count_queries() as one:
        officer.get(SHARED)
    for hours in range(15):
        noted(work, happened_at=NOON - timedelta(hours=hours), **told)
        noted(work, **{**told, "about": work.responsible})
    with count_queries() as many:
        answer = officer.get(SHARED)

    assert len(answer.context["lines"]) == 25
    assert len(many) == len(one)


def test_consent_that_is_refused_shares_nothing(work, officer):
    agrees(work, work.harmed, state="refused")

    assert titles(officer) == []


def test_nothing_of_a_restricted_case_is_shared_with_an_agency(work, told, officer):
    noted(work, **told)
    kept = added(work, **told)
    Case.objects.filter(pk=work.case.pk).update(is_restricted=True)

    assert titles(officer) == []
    assert officer.get(at(kept)).status_code == 404


def test_nothing_is_written_for_an_agency_in_a_restricted_case(work, told):
    Case.objects.filter(pk=work.case.pk).update(is_restricted=True)
    share(work.case, with_user=work.world.users["facilitator"])
    work.harmed.refresh_from_db()

    with pytest.raises(WorkRefused, match="restricted"):
        noted(work, **told)

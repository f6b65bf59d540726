import pytest

from areas.actor import Actor
from audit.models import Event
from cases.models import CaseWorker
from cases.queries.activities import is_allocated
from tests.factories.people import ContactPointFactory
from tests.moments import NOON

NUMBER, SECRET = "07700 900111", "07700 900999"
REASON = "He rang and nobody else is in today."


@pytest.fixture
def points(work):
    ContactPointFactory(person=work.harmed.person, value=NUMBER, safe_times="After five")
    ContactPointFactory(person=work.responsible.person, value=SECRET)


def revealed():
    return list(Event.objects.filter(verb="contact.revealed").values_list("subject_id", "detail"))


def test_a_facilitator_of_the_case_sees_them_behind_a_button(work, points):
    address = work.url("reveal", work.harmed.pk)
    before = work.client.get(address).content.decode()
    after = work.client.post(address, {"form_key": ""}).content.decode()

    assert (NUMBER in before, NUMBER in after, SECRET in after) == (False, True, False)
    assert "After five" in after
    assert revealed() == [(str(work.harmed.person_id), {"reason": "own_case"})]


@pytest.mark.parametrize("safe", ["no", "unknown"])
def test_what_is_not_known_to_be_safe_says_so(work, safe):
    ContactPointFactory(person=work.harmed.person, is_safe=safe)

    page = work.client.post(work.url("reveal", work.harmed.pk), {"form_key": ""})

    assert "Not known to be safe: do not use" in page.content.decode()


def test_a_superseded_one_is_never_shown(work):
    ContactPointFactory(person=work.harmed.person, value=NUMBER, ended_at=NOON)

    page = work.client.post(work.url("reveal", work.harmed.pk), {"form_key": ""}).content.decode()

    assert NUMBER not in page
    assert "No way to reach this person has been written down." in page


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("coordinator", 403),
        ("supervisor", 403),
        ("commissioner", 403),
        ("stranger", 404),
        ("neighbour", 404),
    ],
)
def test_who_never_sees_them(work, points, name, status):
    answer = work.world.client(name).post(work.url("reveal", work.harmed.pk), {"form_key": ""})

    assert answer.status_code == status
    assert revealed() == []


def test_a_facilitator_who_was_taken_off_the_case_sees_nothing(work, points):
    CaseWorker.objects.filter(user=work.world.users["facilitator"]).update(until_at=NOON)

    answer = work.client.post(work.url("reveal", work.harmed.pk), {"form_key": ""})

    assert answer.status_code == 404


def test_a_service_manager_must_say_why(work, points):
    manager, address = work.world.client("manager"), work.url("reveal", work.harmed.pk)

    for reason in ("", "because"):
        answer = manager.post(address, {"reason": reason})
        assert answer.status_code == 422
        assert NUMBER not in answer.content.decode()

    assert revealed() == []


def test_a_service_manager_with_a_reason_sees_them_and_the_reason_stays_out_of_the_log(
    work, points
):
    answer = work.world.client("manager").post(
        work.url("reveal", work.harmed.pk), {"reason": REASON}
    )

    assert NUMBER in answer.content.decode()
    assert revealed() == [(str(work.harmed.person_id), {"reason": "break_glass"})]
    assert Event.objects.get(verb="contact.glass_broken").detail == {
        "case": work.case.reference,
        "reason_length": len(REASON),
    }


def test_a_person_of_another_case_is_not_found(work):
    answer = work.client.post(work.url("reveal", work.foreign.pk), {"form_key": ""})

    assert answer.status_code == 404


def test_no_page_of_the_work_shows_a_contact_detail(work, points):
    for name in ("contacts", "sessions", "activities", "write", "conference_plan"):
        page = work.client.get(work.url(name)).content.decode()
        assert (NUMBER in page, SECRET in page) == (False, False)


def test_the_program_itself_is_allocated_to_nothing(work):
    assert is_allocated(Actor.system(work.world.kent), work.case) is False

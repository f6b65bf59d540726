from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from risk.models import Assessment
from tests.factories.cases import CaseFactory
from tests.factories.risk import AssessmentFactory
from tests.moments import NOON, TODAY
from tests.risk.cases import page, submitted, text, worked_case, written
from tests.world import sign_in

REVIEW = {
    "version": "1",
    "review_on_day": "1",
    "review_on_month": "9",
    "review_on_year": "2026",
}


def test_the_author_submits(world):
    assessment = written(world)
    client = world.client("facilitator")
    submit = page(assessment.case, "submit", 1)

    assert client.get(submit).status_code == 200
    answer = client.post(submit, {"version": "1"})

    assert answer["Location"] == page(assessment.case, "assessment", 1)
    assert Assessment.objects.get().state == "submitted"


@pytest.mark.parametrize(("version", "status"), [("", 422), ("7", 409)])
def test_a_bad_or_stale_version_is_not_submitted(world, version, status):
    assessment = written(world)

    answer = world.client("facilitator").post(
        page(assessment.case, "submit", 1), {"version": version}
    )

    assert answer.status_code == status
    assert Assessment.objects.get().state == "draft"


def test_submitting_twice_says_that_it_was_submitted(world):
    assessment = submitted(world)

    answer = world.client("facilitator").post(page(assessment.case, "submit", 1), {"version": "1"})

    assert answer.status_code == 409
    assert "has been submitted" in text(answer)


def test_nobody_submits_what_another_wrote(world):
    assessment = written(world)

    answer = world.client("manager").post(page(assessment.case, "submit", 1), {"version": "1"})

    assert answer.status_code == 403


def test_the_supervisor_signs_with_the_areas_date_offered(world):
    assessment = submitted(world)
    client = world.client("supervisor")
    sign = page(assessment.case, "sign", 1)

    offered = client.get(sign)
    answer = client.post(sign, REVIEW)

    assert offered.context["form"]["review_on"].value() == TODAY + timedelta(weeks=8)
    assert answer["Location"] == page(assessment.case, "assessment", 1)
    row = Assessment.objects.select_related("case").get()
    assert (row.signed_by, row.case.risk_cleared_until) == (
        world.users["supervisor"],
        date(2026, 9, 1),
    )


def test_a_judgement_that_stops_asks_for_no_review(world):
    assessment = submitted(world, judgement="stop")
    client = world.client("supervisor")
    sign = page(assessment.case, "sign", 1)

    shown = client.get(sign)
    answer = client.post(sign, {"version": "1"})

    assert "what cleared it before ends now" in text(shown)
    assert answer.status_code == 302
    assert Assessment.objects.get().state == "signed"


@pytest.mark.parametrize(
    "bad",
    [
        {"review_on_day": "8", "review_on_month": "10"},
        {"review_on_day": "12", "review_on_month": "8"},
        {"review_on_day": "31"},
        {"review_on_day": "", "review_on_month": "", "review_on_year": ""},
    ],
)
def test_a_review_too_late_today_impossible_or_missing_is_said(world, bad):
    assessment = submitted(world)

    answer = world.client("supervisor").post(page(assessment.case, "sign", 1), {**REVIEW, **bad})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["review_on"]
    assert Assessment.objects.get().state == "submitted"


def test_the_author_is_told_that_somebody_else_must_sign(world):
    assessment = submitted(world, by="manager")

    answer = world.client("manager").post(page(assessment.case, "sign", 1), REVIEW)

    assert answer.status_code == 422
    assert "Somebody other than the author must sign off" in text(answer)


def test_the_second_to_sign_sees_who_was_first(world):
    assessment = submitted(world)
    sign = page(assessment.case, "sign", 1)
    world.client("supervisor").post(sign, REVIEW)

    answer = world.client("manager").post(sign, REVIEW)

    assert answer.status_code == 409
    assert "Supervisor signed this assessment off on 12 August 2026" in text(answer)


def test_what_changed_after_it_was_read_is_not_signed(world):
    assessment = submitted(world, version=2)

    answer = world.client("supervisor").post(page(assessment.case, "sign", 1), REVIEW)

    assert answer.status_code == 409
    assert Assessment.objects.get().state == "submitted"


def test_it_is_sent_back_with_a_reason(world):
    assessment = submitted(world)
    client = world.client("supervisor")
    send_back = page(assessment.case, "return", 1)

    assert client.get(send_back).status_code == 200
    answer = client.post(send_back, {"version": "1", "why": "Say more about the room."})

    assert answer["Location"] == page(assessment.case, "assessment", 1)
    assert Assessment.objects.get().returned_why == "Say more about the room."


def test_sending_back_without_a_reason_is_refused(world):
    assessment = submitted(world)

    answer = world.client("supervisor").post(
        page(assessment.case, "return", 1), {"version": "1", "why": ""}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"why": ["Enter what has to change"]}


def test_what_was_signed_meanwhile_is_not_sent_back(world):
    assessment = submitted(world)
    world.client("manager").post(page(assessment.case, "sign", 1), REVIEW)

    answer = world.client("supervisor").post(
        page(assessment.case, "return", 1), {"version": "1", "why": "What I typed."}
    )

    assert answer.status_code == 409
    assert "What I typed." in text(answer)


@pytest.mark.parametrize(
    ("name", "user", "state", "answers"),
    [
        ("submit", "facilitator", "draft", {"version": "1"}),
        ("sign", "supervisor", "submitted", REVIEW),
        ("return", "supervisor", "submitted", {"version": "1", "why": "Say more."}),
    ],
)
def test_a_case_closed_meanwhile_refuses_with_a_sentence(world, name, user, state, answers):
    case = worked_case(world, stage="closed", closed_on=TODAY)
    written(world, case=case, state=state)

    answer = world.client(user).post(page(case, name, 1), answers)

    assert answer.status_code == 422
    assert "This case is closed." in text(answer)


def test_a_form_without_its_token_is_refused(world):
    assessment = submitted(world)
    client = Client(enforce_csrf_checks=True)
    sign_in(client, world.users["supervisor"])

    assert client.post(page(assessment.case, "sign", 1), REVIEW).status_code == 403


def waiting_page(area="kent"):
    return reverse("risk:waiting", args=[area])


def test_what_waits_is_listed_with_the_oldest_first(world):
    younger = submitted(world, case=worked_case(world, reference="KNT-26-00002"))
    older = AssessmentFactory(
        case=worked_case(world, reference="KNT-26-00001"),
        number=1,
        state="submitted",
        submitted_at=NOON - timedelta(days=1),
    )
    written(world, state="draft")
    submitted(world, case=worked_case(world, stage="closed", closed_on=TODAY))
    submitted(world, case=worked_case(world, is_restricted=True))
    AssessmentFactory(
        case=CaseFactory(area=world.avon), number=1, state="submitted", submitted_at=NOON
    )

    answer = world.client("supervisor").get(waiting_page())

    assert list(answer.context["page"]) == [older, younger]
    assert page(older.case, "assessment", 1) in text(answer)
    assert Event.objects.filter(verb="risk.listed").count() == 1


def test_nothing_waiting_says_so(world):
    assert "Nothing waits for you" in text(world.client("manager").get(waiting_page()))


@pytest.mark.slow
def test_the_waiting_list_asks_as_much_for_thirty_as_for_one(world, count_queries):
    client = world.client("supervisor")
    submitted(world)
    client.get(waiting_page())
    with count_queries() as few:
        client.get(waiting_page())
    for _ in range(29):
        submitted(world)

    with count_queries() as many:
        answer = client.get(waiting_page(), {"page": "1"})

    assert len(many) == len(few)
    assert "Showing 1 to 25 of 30" in text(answer)


@pytest.mark.parametrize(
    ("user", "status"),
    [("stranger", 404), ("neighbour", 404), ("facilitator", 403), ("coordinator", 403)],
)
def test_who_may_not_sign_does_not_see_what_waits(world, user, status):
    assert world.client(user).get(waiting_page()).status_code == status

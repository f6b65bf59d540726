from datetime import timedelta

import pytest

from areas.models import AreaSettings
from audit.models import Event
from cases.stages import RiskLevel
from risk.models import Assessment
from tests.factories.risk import AssessmentFactory, FactorRowFactory
from tests.moments import NOON, TODAY
from tests.risk.cases import ANSWERS, page, submitted, text, worked_case, written


def test_the_list_shows_each_assessment_with_who_signed(world):
    case = worked_case(world, risk_cleared_until=TODAY)
    written(
        world,
        case=case,
        state="signed",
        signed_by=world.users["supervisor"],
        signed_at=NOON,
        review_on=TODAY,
    )

    answer = world.client("facilitator").get(page(case, "list"))

    assert answer.status_code == 200
    assert "Review due 12 August 2026 (today)" in text(answer)
    assert "Supervisor, 12 August 2026" in text(answer)
    assert Event.objects.filter(verb="risk.listed", subject_id=str(case.pk)).count() == 1


def test_an_empty_list_leads_the_facilitator_on_and_the_supervisor_not(world):
    case = worked_case(world)

    assert "Write the first one" in text(world.client("facilitator").get(page(case, "list")))
    assert "Write the first one" not in text(world.client("supervisor").get(page(case, "list")))


def test_a_case_whose_sign_off_has_run_out_does_not_go_on(world):
    case = worked_case(world, risk_cleared_until=TODAY - timedelta(days=1))

    shown = text(world.client("facilitator").get(page(case, "list")))
    assert "The sign-off has run out" in shown
    assert "This case may go on." not in shown


def test_a_closed_case_says_so(world):
    case = worked_case(world, stage="closed", closed_on=TODAY)

    assert "This case is closed." in text(world.client("facilitator").get(page(case, "list")))


@pytest.mark.slow
def test_the_list_asks_as_much_for_thirty_as_for_one(world, count_queries):
    case = worked_case(world)
    client = world.client("facilitator")
    for number in range(1, 3):
        AssessmentFactory(case=case, number=number)
    client.get(page(case, "list"))
    with count_queries() as few:
        client.get(page(case, "list"))
    for number in range(3, 31):
        AssessmentFactory(case=case, number=number)

    with count_queries() as many:
        client.get(page(case, "list"))

    assert len(many) == len(few)


def test_one_assessment_is_read_and_the_reading_recorded(world):
    assessment = written(world)
    FactorRowFactory(assessment=assessment)

    answer = world.client("facilitator").get(page(assessment.case, "assessment", 1))

    assert answer.status_code == 200
    for wanted in (
        "A room with two doors.",
        "Person harmed",
        "likelihood 2 of 4",
        "Submit for sign",
    ):
        assert wanted in text(answer)
    assert list(
        Event.objects.filter(verb="risk.viewed").values_list("actor_id", "subject_id", "detail")
    ) == [(world.users["facilitator"].pk, str(assessment.pk), {"number": 1})]


def test_the_sides_are_called_as_the_area_calls_them(world):
    AreaSettings.objects.update(words="victim")
    assessment = written(world)
    FactorRowFactory(assessment=assessment, applies_to="responsible")

    answer = world.client("facilitator").get(page(assessment.case, "assessment", 1))

    assert "Offender" in text(answer)


@pytest.mark.parametrize(
    ("user", "signs"), [("supervisor", True), ("facilitator", False), ("coordinator", False)]
)
def test_only_who_may_sign_is_offered_to_sign(world, user, signs):
    assessment = submitted(world)

    answer = world.client(user).get(page(assessment.case, "assessment", 1))

    assert (page(assessment.case, "sign", 1) in text(answer)) is signs


def test_an_assessment_is_written_on_a_page(world):
    case = worked_case(world)

    answer = world.client("facilitator").post(page(case, "add"), ANSWERS)

    assert answer["Location"] == page(case, "assessment", 1)
    row = Assessment.objects.get()
    assert (row.recorded_by, row.level, row.factors.get().mitigation) == (
        world.users["facilitator"],
        "medium",
        "A room with two doors.",
    )


def test_a_new_one_begins_with_the_risks_of_the_last_and_without_its_judgement(world):
    assessment = written(world)
    FactorRowFactory(assessment=assessment)

    form = world.client("facilitator").get(page(assessment.case, "add")).context["form"]

    assert (form.initial["kind"], form.initial["mitigation_1"]) == (
        "review",
        "A room with two doors.",
    )
    assert set(form.initial) & {"level", "judgement", "reasons", "conditions"} == set()


def test_an_empty_form_says_what_is_missing(world):
    answer = world.client("facilitator").post(page(worked_case(world), "add"), {"version": "0"})

    assert answer.status_code == 422
    assert {name: list(errors) for name, errors in answer.context["form"].errors.items()} == {
        "kind": ["Select kind of assessment"],
        "happened_on": ["Enter day of the assessment"],
        "level": ["Select the overall level of risk"],
        "judgement": ["Select what should happen"],
        "reasons": ["Explain why you chose this level"],
    }


def test_a_risk_that_was_begun_must_be_filled_in_whole(world):
    begun = {**ANSWERS, "mitigation_2": "Somebody at the door."}

    answer = world.client("facilitator").post(page(worked_case(world), "add"), begun)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "factor_2": ["Risk 2: choose what it is"],
        "applies_to_2": ["Risk 2: choose to whom it applies"],
        "likelihood_2": ["Risk 2: choose how likely it is"],
        "impact_2": ["Risk 2: choose how serious it would be"],
        "residual_2": ["Risk 2: choose what risk remains"],
    }
    assert "Somebody at the door." in text(answer)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"level": "low", "residual_1": "high"}, "level"),
        ({"judgement": "conditions"}, "conditions"),
        ({"judgement": "conditions", "conditions": "  "}, "conditions"),
        ({"happened_on_day": "13"}, "happened_on"),
        ({"happened_on_day": "31", "happened_on_month": "2"}, "happened_on"),
        ({"happened_on_year": "2025"}, "happened_on"),
        ({"level": "enormous"}, "level"),
        ({"likelihood_1": "5"}, "likelihood_1"),
        ({"factor_1": "rf_weather"}, "factor_1"),
        ({"reasons": "x" * 5001}, "reasons"),
        ({"reasons": "a\x00b"}, "reasons"),
        ({"version": "x"}, "version"),
    ],
)
def test_a_bad_answer_is_said_beside_its_field_and_nothing_typed_is_lost(world, bad, field):
    answer = world.client("facilitator").post(page(worked_case(world), "add"), {**ANSWERS, **bad})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "A room with two doors." in text(answer)
    assert Assessment.objects.count() == 0


def test_a_closed_case_refuses_a_new_one_with_a_sentence(world):
    case = worked_case(world, stage="closed", closed_on=TODAY)

    answer = world.client("facilitator").post(page(case, "add"), ANSWERS)

    assert answer.status_code == 422
    assert "This case is closed." in text(answer)


def test_pressing_twice_writes_once(world):
    case = worked_case(world)
    client = world.client("facilitator")
    answers = {**ANSWERS, "form_key": "8e4ad8a1-5a5e-4b66-8df2-3dfc07a3a3c5"}

    first, second = client.post(page(case, "add"), answers), client.post(page(case, "add"), answers)

    assert first["Location"] == second["Location"] == page(case, "assessment", 1)
    assert Assessment.objects.count() == 1


def test_the_author_changes_what_was_sent_back_and_sees_why(world):
    assessment = written(world, state="returned", returned_why="Say more about the room.")
    FactorRowFactory(assessment=assessment)
    client = world.client("facilitator")

    shown = client.get(page(assessment.case, "change", 1))
    answer = client.post(
        page(assessment.case, "change", 1), {**ANSWERS, "version": "1", "level": "high"}
    )

    assert "Say more about the room." in text(shown)
    assert shown.context["form"].initial["mitigation_1"] == "A room with two doors."
    assert answer["Location"] == page(assessment.case, "assessment", 1)
    assert Assessment.objects.get().level == RiskLevel.HIGH


def test_a_stale_change_shows_what_was_typed_and_may_be_sent_again(world):
    assessment = written(world, version=4)
    client = world.client("facilitator")
    typed = {**ANSWERS, "version": "3", "reasons": "What I typed meanwhile."}

    answer = client.post(page(assessment.case, "change", 1), typed)

    assert answer.status_code == 409
    assert "What I typed meanwhile." in text(answer)
    assert answer.context["form"]["version"].value() == "4"
    assert Assessment.objects.get().reasons == "Why it was judged so."


def test_what_was_submitted_meanwhile_can_no_longer_be_changed(world):
    assessment = submitted(world)

    answer = world.client("facilitator").post(
        page(assessment.case, "change", 1), {**ANSWERS, "version": "1"}
    )

    assert answer.status_code == 409
    assert "has been submitted and can no longer be changed" in text(answer)


def test_a_change_below_what_is_left_of_a_risk_is_refused(world):
    assessment = written(world)

    answer = world.client("facilitator").post(
        page(assessment.case, "change", 1),
        {**ANSWERS, "version": "1", "level": "low", "residual_1": "medium"},
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["level"]


def test_nobody_changes_what_another_wrote(world):
    assessment = written(world)

    assert world.client("manager").get(page(assessment.case, "change", 1)).status_code == 403

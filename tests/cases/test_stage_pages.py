from datetime import timedelta

import pytest

from cases.models import StageChange
from cases.stages import Stage
from tests.cases.made import day, get_ready, two_sided_case, url
from tests.moments import TODAY


def test_a_ready_case_is_moved_with_one_press(world, case):
    get_ready(case)

    answer = world.client("facilitator").post(url("move", case), {"to": "preparation"})

    case.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, url("detail", case))
    assert case.stage == "preparation"


def test_a_case_that_is_not_ready_says_what_is_missing(world, case):
    answer = world.client("facilitator").post(url("move", case), {"to": "preparation"})

    assert answer.status_code == 422
    assert (
        "Tell Jessica H. what restorative justice is, and log the contact."
        in answer.content.decode()
    )


def test_the_second_to_move_a_case_gets_409_and_a_sentence(world, case):
    get_ready(case)
    world.client("facilitator").post(url("move", case), {"to": "preparation"})

    answer = world.client("colleague").post(url("move", case), {"to": "preparation"})

    assert answer.status_code == 409
    assert "Facilitator moved this case to “Preparation”" in answer.content.decode()


@pytest.mark.parametrize("to", ["", "nowhere", "closed"])
def test_a_step_that_is_not_in_the_table_is_refused(world, case, to):
    assert world.client("facilitator").post(url("move", case), {"to": to}).status_code in {409, 422}
    assert not StageChange.objects.exists()


def test_a_case_goes_back_with_a_reason_and_not_without(world):
    case = get_ready(two_sided_case(world), stage=Stage.PREPARATION)
    client = world.client("facilitator")

    without = client.post(url("step_back", case), {"to": "assessment", "reason": ""})
    assert (without.status_code, "Say why the case goes back" in without.content.decode()) == (
        422,
        True,
    )
    told = client.post(url("step_back", case), {"to": "assessment", "reason": "More time."})

    case.refresh_from_db()
    assert (told.status_code, case.stage) == (302, "assessment")


def test_a_manager_goes_on_all_the_same_and_says_why(world, case):
    get_ready(case).workers.filter(role="second").delete()
    client, path = world.client("manager"), url("move", case)

    assert "Go on all the same" in client.get(url("detail", case)).content.decode()
    assert "Why it goes on all the same" in client.get(path).content.decode()
    without = client.post(path, {"to": "preparation", "reason": ""})
    assert (without.status_code, "Say why the case goes on" in without.content.decode()) == (
        422,
        True,
    )
    told = client.post(path, {"to": "preparation", "reason": "The second joins on Monday."})

    assert told.status_code == 302
    text = client.get(url("history", case)).content.decode()
    assert "Moved to Preparation, past what was missing, by a service manager" in text
    assert "The second joins on Monday." in text


def test_a_facilitator_is_not_asked_for_a_reason_to_go_on(world, case):
    get_ready(case).workers.filter(role="second").delete()

    text = world.client("facilitator").get(url("move", case)).content.decode()

    assert "Two facilitators must be allocated" in text
    assert "all the same" not in text


def test_nothing_lies_behind_assessment(world, case):
    text = world.client("facilitator").get(url("step_back", case)).content.decode()

    assert "This case cannot go back from where it is." in text


@pytest.mark.parametrize("stage", [Stage.OUTCOME, Stage.CONFERENCE])
def test_the_page_of_a_move_opens_at_every_stage(world, stage):
    case = get_ready(two_sided_case(world), stage=stage)

    assert world.client("facilitator").get(url("move", case)).status_code == 200
    assert world.client("facilitator").get(url("detail", case)).status_code == 200


def test_a_case_is_put_on_hold_and_released(world, case):
    client = world.client("facilitator")
    until = TODAY + timedelta(days=30)

    held = client.post(url("hold", case), {"version": 1, "reason": "asked", **day("until", until)})
    assert held.status_code == 302
    text = client.get(url("detail", case)).content.decode()
    assert "On hold until 11 September 2026" in text
    released = client.post(url("hold", case), {"version": 2, "release": "1"})

    case.refresh_from_db()
    assert (released.status_code, case.hold_until) == (302, None)


def test_a_hold_that_somebody_changed_is_told_and_what_was_typed_is_kept(world, case):
    client, until = world.client("facilitator"), TODAY + timedelta(days=30)
    answers = {"version": 1, "reason": "asked", **day("until", until)}
    client.post(url("hold", case), answers)

    second = world.client("colleague").post(url("hold", case), {**answers, "reason": "agency"})

    assert second.status_code == 409
    assert second.context["form"]["reason"].value() == "agency"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Select why the case waits"),
        ({"reason": "asked"}, "Enter the last day of the hold"),
        ({"reason": "asked", **day("until", TODAY)}, "must be 13 August 2026 or later"),
        (
            {"reason": "asked", "until_day": "31", "until_month": "2", "until_year": "2027"},
            "real date",
        ),
        ({"reason": "nonsense", **day("until", TODAY)}, "Select an option from the list"),
    ],
)
def test_a_bad_hold_is_refused_with_a_sentence(world, case, answers, sentence):
    answer = world.client("facilitator").post(url("hold", case), {"version": 1, **answers})

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_hold_is_released_once(world, case):
    answer = world.client("facilitator").post(url("hold", case), {"version": 1, "release": "1"})

    assert answer.status_code == 422
    assert "This case is not on hold any more." in answer.content.decode()

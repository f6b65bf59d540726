import pytest

from cases.models import Closure
from tests.cases.made import day, url
from tests.moments import TODAY


def close(client, case, **answers):
    return client.post(
        url("close", case), {"reason": "c_needs_met", **day("happened_on", TODAY), **answers}
    )


def test_a_case_is_closed_and_opened_again(world, case):
    client = world.client("facilitator")

    assert close(client, case).status_code == 302
    text = client.get(url("detail", case)).content.decode()
    assert "Ended early: needs were met" in text
    assert client.get(url("people", case)).status_code == 200
    again = client.post(url("reopen", case), {"reason": "She rang."})

    case.refresh_from_db()
    assert (again.status_code, case.stage) == (302, "assessment")


def test_the_second_to_close_gets_409(world, case):
    close(world.client("facilitator"), case)

    answer = close(world.client("colleague"), case, note="I think so too.")

    assert (answer.status_code, Closure.objects.count()) == (409, 1)
    assert "I think so too." in answer.content.decode()


def test_opening_an_open_case_gets_409(world, case):
    assert world.client("facilitator").post(url("reopen", case), {"reason": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"reason": ""}, "Select how the case ended"),
        ({"reason": "c_else"}, "Select an option from the list"),
        ({"happened_on_day": ""}, "Enter the day of"),
        ({"happened_on_year": "2031"}, "must be 12 August 2026 or earlier"),
        ({"happened_on_year": "2020"}, "The date cannot be before 13 July 2026"),
        ({"note": "x" * 2001}, "2000 characters"),
    ],
)
def test_a_bad_closing_is_refused_with_a_sentence(world, case, answers, sentence):
    answer = close(world.client("facilitator"), case, **answers)

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_double_press_closes_once(world, case):
    client, key = world.client("facilitator"), "5f3c1f5e-7d1b-4a57-9a0c-1d2f3a4b5c6d"

    first = close(client, case, form_key=key)
    second = close(client, case, form_key=key)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Closure.objects.count() == 1

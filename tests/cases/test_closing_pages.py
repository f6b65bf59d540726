import pytest

from cases.actions.withdrawal import withdraw
from cases.models import Closure
from tests.cases.made import daniel_of, day, jessica_of, url
from tests.moments import NOON, TODAY


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


def test_each_side_may_be_told_that_it_has_ended_unless_something_else_is_chosen(world, case):
    client = world.client("facilitator")
    form = client.get(url("close", case)).context["form"]
    close(client, case, told_other="nothing")

    assert [(form[name].label, form[name].value()) for name in ("told_one", "told_other")] == [
        ("Person harmed: what may they be told?", "ended"),
        ("Person responsible: what may they be told?", "ended"),
    ]
    row = Closure.objects.get()
    assert (row.told_one, row.told_other) == ("ended", "nothing")
    text = client.get(url("detail", case)).content.decode()
    assert "Person harmed: That the case has ended" in text
    assert "Person responsible: Nothing" in text


def test_a_side_on_which_nobody_is_is_not_asked_about(world, case):
    case.participants.filter(pk=jessica_of(case).pk).update(side="neutral", role="observer")
    form = world.client("facilitator").get(url("close", case)).context["form"]
    close(world.client("facilitator"), case)

    assert list(form.fields) == ["reason", "happened_on", "told_other", "note"]
    row = Closure.objects.get()
    assert (row.told_one, row.told_other) == ("", "ended")


@pytest.mark.parametrize(("may_tell", "status"), [(False, 422), (True, 302)])
def test_why_it_ended_is_not_told_where_whoever_stepped_back_did_not_allow_it(
    world, case, may_tell, status
):
    withdraw(
        jessica_of(case),
        reason="w_health",
        offer_open=False,
        future_contact_ok=False,
        may_tell_other_side=may_tell,
        happened_on=TODAY,
        by=world.actor("facilitator"),
        now=NOON,
    )
    client = world.client("facilitator")
    own = close(client, case, told_one="why", told_other="bad")
    answer = close(client, case, told_other="why", note="Kept.")

    assert (own.status_code, answer.status_code) == (422, status)
    if not may_tell:
        text = answer.content.decode()
        assert "Jessica H. did not allow the other side to be told why it ended." in text
        assert "Kept." in text
        assert close(client, case, told_one="why").status_code == 302


def test_a_mediation_asks_of_both_parties(world, case):
    for one, side in ((jessica_of(case), "party_a"), (daniel_of(case), "party_b")):
        one.role, one.side = "party", side
        one.save()
    client = world.client("facilitator")
    close(client, case, reason="c_mediate", told_one="why")

    text = client.get(url("detail", case)).content.decode()
    assert "Party A: That it has ended, and why" in text
    assert "Party B: That the case has ended" in text

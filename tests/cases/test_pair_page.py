from datetime import timedelta

import pytest

from audit.models import Event
from cases import guards
from cases.models import Pair
from cases.queries.next_steps import standing_of
from tests.cases.made import day, get_ready, jessica_of, two_sided_case, url
from tests.factories.cases import PairFactory
from tests.moments import TODAY

SOON = TODAY + timedelta(days=20)


@pytest.fixture
def pair(case):
    return case.pairs.get()


def answers(pair, **values):
    return {"version": pair.version, "route": "shuttle", "chosen": "open", **values}


def test_not_now_is_recorded_and_shown_with_its_day(world, case, pair):
    PairFactory(case=case, one=jessica_of(case))
    client = world.client("facilitator")
    page = url("pair", case, pair.pk)
    assert page in client.get(url("people", case)).content.decode()
    assert client.get(page).status_code == 200

    sent = answers(pair, chosen="not_now", **day("recontact_on", SOON))
    done = client.post(page, sent, follow=True)

    pair.refresh_from_db()
    assert done.redirect_chain == [(url("people", case), 302)]
    assert (pair.route, pair.state, pair.recontact_on) == ("shuttle", "not_now", SOON)
    assert "Contact again on 1 September 2026" in done.content.decode()


def test_a_case_with_one_of_each_has_no_table_and_a_link_to_what_each_wishes_for(world, case, pair):
    text = world.client("facilitator").get(url("people", case)).content.decode()
    read = world.client("supervisor").get(url("people", case)).content.decode()

    assert ("Who may meet whom" in text, text.count(url("pair", case, pair.pk))) == (False, 1)
    assert "What each wishes for" in text
    assert url("pair", case, pair.pk) not in read


def test_whoever_only_reads_sees_the_pairs_without_a_way_to_change_them(world, case, pair):
    PairFactory(case=case)

    text = world.client("supervisor").get(url("people", case)).content.decode()

    assert ("Who may meet whom" in text, url("pair", case, pair.pk) in text) == (True, False)


def test_looking_is_recorded(world, case, pair):
    world.client("facilitator").get(url("pair", case, pair.pk))

    assert Event.objects.get(verb="case.viewed").detail["page"] == "pair"


@pytest.mark.parametrize("who", ["stranger", "neighbour"])
def test_a_stranger_and_a_neighbour_get_404(world, case, pair, who):
    assert world.client(who).get(url("pair", case, pair.pk)).status_code == 404


@pytest.mark.parametrize("who", ["commissioner", "supervisor", "referrer"])
def test_who_works_no_case_gets_403(world, case, pair, who):
    assert world.client(who).post(url("pair", case, pair.pk), answers(pair)).status_code == 403


def test_another_areas_pair_is_not_found_through_ones_own_door(world, case):
    theirs = two_sided_case(world, area=world.avon)
    pair = Pair(pk=PairFactory(case=theirs).pk, version=1)
    client = world.client("coordinator")

    found = [client.post(url("pair", one, pair.pk), answers(pair)) for one in (theirs, case)]

    assert [answer.status_code for answer in found] == [404, 404]


def test_a_pair_of_another_case_is_not_found_through_this_one(world, case):
    other = two_sided_case(world).pairs.get()

    page = url("pair", case, other.pk)

    assert world.client("coordinator").post(page, answers(other)).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"route": ""}, "route", "Select what they wish for"),
        ({"chosen": ""}, "chosen", "Select where it stands"),
        ({"chosen": "willing"}, "chosen", "Select an option from the list"),
        ({"chosen": "not_now"}, "recontact_on", "Enter the day on which to contact them again."),
        (
            {"chosen": "not_now", **day("recontact_on", TODAY - timedelta(days=1))},
            "recontact_on",
            "The date must be today or in the future.",
        ),
    ],
)
def test_a_bad_answer_is_refused_and_the_others_are_kept(world, case, pair, wrong, field, sentence):
    sent = answers(pair, **wrong)

    answer = world.client("facilitator").post(url("pair", case, pair.pk), sent)

    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {field: [sentence]})
    assert (form["route"].value(), form["chosen"].value()) == (sent["route"], sent["chosen"])


def test_one_who_has_left_is_named(world, case, pair):
    case.participants.filter(pk=jessica_of(case).pk).update(status="withdrew")

    answer = world.client("facilitator").post(url("pair", case, pair.pk), answers(pair))

    assert answer.status_code == 422
    assert "Jessica H. is not taking part any more." in answer.content.decode()


def test_a_closed_case_is_not_worked_on(world):
    case = two_sided_case(world, stage="closed", closed_on=TODAY)
    pair = case.pairs.get()

    answer = world.client("facilitator").post(url("pair", case, pair.pk), answers(pair))

    assert answer.status_code == 422
    assert "This case is closed. Open it again to go on." in answer.content.decode()


def test_a_stale_page_gets_409_keeps_what_was_typed_and_may_be_sent_again(world, case, pair):
    page, client = url("pair", case, pair.pk), world.client("facilitator")
    client.post(page, answers(pair))

    second = client.post(page, answers(pair, route="conference"))

    form = second.context["form"]
    assert (second.status_code, form["route"].value(), form["version"].value()) == (
        409,
        "conference",
        "2",
    )
    assert client.post(page, answers(pair, route="letter", version=2)).status_code == 302


@pytest.mark.parametrize("chosen", ["not_now", "ended"])
def test_a_pair_that_waits_or_was_ended_is_not_willing_and_the_step_leads_to_it(
    world, case, pair, chosen
):
    get_ready(case)
    sent = answers(pair, chosen=chosen, **day("recontact_on", SOON))
    world.client("facilitator").post(url("pair", case, pair.pk), sent)

    standing = standing_of(case, world.actor("facilitator"))

    assert guards.both_sides_willing(standing, TODAY) == [
        guards.Unmet(
            "Both are willing, but it was put off or ended. Take it up again to go on.",
            "cases:pair",
            (case.reference, str(pair.pk)),
        )
    ]
    world.client("facilitator").post(url("pair", case, pair.pk), answers(pair, version=2))
    assert guards.both_sides_willing(standing_of(case, world.actor("facilitator")), TODAY) == []

"""The second look at the risk, orders, under-18s and what a manager may go past."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases import guards, personal_guards, pipeline
from cases.models import CourtOrder
from cases.pipeline import step_forward
from cases.queries.next_steps import standing_of
from cases.stages import Stage
from tests.cases.made import daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


@pytest.fixture
def case(world):
    return get_ready(two_sided_case(world))


@pytest.fixture
def standing(case, world):
    return standing_of(case, world.actor("facilitator"))


def says(guard, standing):
    return [unmet.sentence for unmet in guard(standing, TODAY)]


def test_a_second_look_at_the_risk_is_asked_for_after_both_were_met(standing):
    case = standing.case
    assert says(guards.second_look, standing) == []

    case.risk_second_on = TODAY - DAY
    jessica = jessica_of(case)
    met = {one.pk: TODAY - DAY for one in standing.participants}
    assert says(guards.second_look, replace(standing, met={**met, jessica.pk: TODAY})) == [
        "Assess the risk again: Jessica H. was met after it was last signed off."
    ]
    case.risk_second_on = None
    assert says(guards.second_look, standing) == [
        "A second risk assessment must be signed off, after both sides were met."
    ]
    case.risk_cleared_until = None
    assert says(guards.second_look, standing) == []


@pytest.mark.parametrize(
    ("from_on", "until_on", "stops"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY - 2 * DAY, TODAY - DAY, False),
    ],
)
def test_an_order_that_forbids_contact_stops_the_step_while_it_lasts(
    case, world, from_on, until_on, stops
):
    CourtOrder.objects.create(
        area=case.area,
        case=case,
        against=daniel_of(case),
        kind="restraining",
        terms="Not to contact Jessica.",
        forbids_contact=True,
        from_on=from_on,
        until_on=until_on,
        recorded_at=NOON,
    )

    told = says(guards.no_order_against, standing_of(case, world.actor("facilitator")))

    sentence = "An order forbids Daniel R. contact with the other side: a manager must agree."
    assert told == ([sentence] if stops else [])


def test_an_order_to_which_a_manager_agreed_or_that_allows_contact_stops_nothing(case, world):
    values = {
        "area": case.area,
        "case": case,
        "against": daniel_of(case),
        "kind": "licence",
        "terms": "As he knows.",
        "from_on": TODAY,
        "recorded_at": NOON,
    }
    CourtOrder.objects.create(**values, forbids_contact=False)
    CourtOrder.objects.create(
        **values, forbids_contact=True, agreed_by=world.users["manager"], agreed_at=NOON
    )

    standing = standing_of(case, world.actor("facilitator"))

    assert says(guards.no_order_against, standing) == []


def test_for_an_under_18_a_parent_consents_beside_them(case, world):
    daniel = daniel_of(case)
    daniel.person.date_of_birth = TODAY.replace(year=TODAY.year - 18) + DAY
    daniel.person.save()
    actor = world.actor("facilitator")
    sentence = "Record that the parent or guardian of Daniel R. consents in writing."
    assert says(personal_guards.consents_written, standing_of(case, actor)) == [sentence]

    mother = ParticipantFactory(case=case, role="parent", side="responsible")
    ConsentFactory(participant=daniel, given_by=mother, method="verbal")
    assert says(personal_guards.consents_written, standing_of(case, actor)) == [sentence]
    ConsentFactory(participant=daniel, given_by=mother, recorded_at=NOON + DAY)
    assert says(personal_guards.consents_written, standing_of(case, actor)) == []


def test_a_parents_yes_is_not_the_childs(case, world):
    daniel = daniel_of(case)
    ConsentFactory(participant=daniel, state="refused", recorded_at=NOON + DAY)
    mother = ParticipantFactory(case=case, role="parent", side="responsible")
    ConsentFactory(participant=daniel, given_by=mother, recorded_at=NOON + 2 * DAY)

    assert says(
        personal_guards.consents_written, standing_of(case, world.actor("facilitator"))
    ) == ["Record the written consent of Daniel R. to take part."]


def test_a_facilitator_whose_account_is_closed_does_not_complete_the_team(case, world):
    user = world.users["colleague"]
    user.is_active = False
    user.save()

    assert says(guards.two_facilitators, standing_of(case, world.actor("facilitator"))) == [
        "Two facilitators must be allocated to the case."
    ]


def test_a_manager_goes_past_some_things_and_nobody_past_the_rest(standing, world):
    on = step_forward(Stage.ASSESSMENT)
    alone = on.refusals(replace(standing, workers=[]), world.actor("manager"), TODAY)
    told = on.refusals(replace(standing, informed=set()), world.actor("manager"), TODAY)

    assert (alone[0].guard, alone[0].passable) == ("two_facilitators", True)
    assert pipeline.may_pass(alone, world.actor("manager"))
    assert not pipeline.may_pass(alone, world.actor("facilitator"))
    assert not pipeline.may_pass([*alone, *told], world.actor("manager"))

from dataclasses import replace
from datetime import timedelta

import pytest

from areas.roles import Perm
from cases import guards, personal_guards, pipeline
from cases.guards import Standing
from cases.models import CaseWorker, Pair
from cases.pipeline import PIPELINE, Step, Way, step_between, step_forward, steps_from
from cases.queries.next_steps import next_steps, standing_of
from cases.stages import ParticipantStatus, Stage
from tests.cases.made import daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.cases import (
    ConsentFactory,
    ContactEntryFactory,
    PairFactory,
    ParticipantFactory,
    SessionFactory,
)
from tests.moments import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def case(world):
    return get_ready(two_sided_case(world))


@pytest.fixture
def standing(case, world):
    return standing_of(case, world.actor("facilitator"))


def says(guard, standing):
    return [unmet.sentence for unmet in guard(standing, TODAY)]


def test_every_stage_is_reached_from_assessment():
    reached, waiting = set(), [Stage.ASSESSMENT]
    while waiting:
        stage = waiting.pop()
        reached.add(stage)
        waiting += [step.target for step in steps_from(stage) if step.target not in reached]

    assert reached == set(Stage)


def test_no_two_steps_join_the_same_stages():
    assert len({(step.source, step.target) for step in PIPELINE}) == len(PIPELINE)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_every_open_stage_can_be_closed_and_opened_again(stage):
    closing, reopening = step_between(stage, Stage.CLOSED), step_between(Stage.CLOSED, stage)

    assert (closing.way, reopening.way) == (Way.CLOSE, Way.REOPEN)
    assert closing.guards == reopening.guards == ()


def test_the_forward_steps_lead_from_assessment_to_outcome():
    forward = [(s.source, s.target) for s in PIPELINE if s.way is Way.FORWARD]

    assert forward == [
        (Stage.ASSESSMENT, Stage.PREPARATION),
        (Stage.PREPARATION, Stage.CONFERENCE),
        (Stage.CONFERENCE, Stage.OUTCOME),
    ]
    assert step_forward(Stage.OUTCOME) is None
    assert pipeline.step_back(Stage.ASSESSMENT) is None


def test_every_guard_says_in_a_docstring_what_it_asks_for():
    asked = {guard for step in PIPELINE for guard in step.guards}

    assert [guard.__name__ for guard in asked if not (guard.__doc__ or "").endswith(".")] == []


@pytest.mark.parametrize(
    "guard", [g for s in PIPELINE for g in s.guards if g.__name__ != "something_happened"]
)
def test_a_ready_case_meets_the_guard(standing, guard):
    assert says(guard, standing) == []


def test_a_case_on_hold_waits_to_the_last_day_of_it(standing):
    standing.case.hold_until = TODAY
    assert says(guards.not_on_hold, standing) == [
        "The case is on hold until 12 August 2026. Take it off hold to go on."
    ]

    standing.case.hold_until = TODAY - DAY
    assert says(guards.not_on_hold, standing) == []


def test_one_facilitator_is_not_enough(standing):
    alone = replace(standing, workers=standing.workers[:1])

    (unmet,) = guards.two_facilitators(alone, TODAY)

    assert unmet.sentence == "Two facilitators must be allocated to the case."
    assert (unmet.url_name, unmet.needs) == ("cases:allocate", Perm.CASE_ALLOCATE)


def test_each_who_was_not_informed_is_named_with_the_form_that_logs_it(standing):
    jessica = jessica_of(standing.case)
    found = personal_guards.everybody_informed(replace(standing, informed={jessica.pk}), TODAY)

    assert [unmet.sentence for unmet in found] == [
        "Tell Daniel R. what restorative justice is, and log the contact."
    ]
    daniel = daniel_of(standing.case)
    assert (found[0].url_name, found[0].url_args) == (
        "cases:contact_add",
        (standing.case.reference, str(daniel.pk)),
    )


def test_one_who_has_left_need_not_be_informed(standing):
    gone = [one for one in standing.participants if one.side == "harmed"][0]
    gone.status = ParticipantStatus.UNREACHABLE
    informed = {daniel_of(standing.case).pk}

    assert says(personal_guards.everybody_informed, replace(standing, informed=informed)) == []


def test_the_person_responsible_must_have_accepted_responsibility(standing):
    for one in standing.participants:
        one.responsibility_accepted_on = None

    assert says(guards.responsibility_accepted, standing) == [
        "Record the day on which Daniel R. accepted responsibility."
    ]


def test_a_mediation_asks_nobody_for_responsibility(world):
    case = two_sided_case(world)
    case.participants.filter(side="harmed").update(role="party", side="party_a")
    case.participants.filter(side="responsible").update(role="party", side="party_b")

    assert says(guards.responsibility_accepted, standing_of(case, world.actor("facilitator"))) == []


def test_both_must_be_willing_and_each_who_is_not_is_named(standing):
    for pair in standing.pairs:
        pair.state = "open"
    for one in standing.participants:
        one.status = "considering" if one.side == "harmed" else "willing"

    assert says(guards.both_sides_willing, standing) == [
        "Record whether Jessica H. is willing to take part."
    ]
    for one in standing.participants:
        one.status = "withdrew" if one.side == "harmed" else "willing"
    assert says(guards.both_sides_willing, standing) == [
        "Jessica H. does not take part. Close the case, or record that they come back."
    ]


def test_without_anybody_on_the_other_side_somebody_must_be_added(standing):
    assert says(guards.both_sides_willing, replace(standing, pairs=[])) == [
        "Somebody must be added on each side."
    ]


def test_of_several_pairs_one_must_be_willing(standing):
    pairs = [Pair(state="open"), Pair(state="not_now")]
    assert says(guards.both_sides_willing, replace(standing, pairs=pairs)) == [
        "Two people on opposed sides must both be willing to take part."
    ]

    pairs[1].state = "willing"
    assert says(guards.both_sides_willing, replace(standing, pairs=pairs)) == []


@pytest.mark.parametrize(
    ("until", "sentences"),
    [
        (None, ["A risk assessment must be written and signed off."]),
        (TODAY - DAY, ["Review the risk: it was due 11 August 2026 (1 day late)."]),
        (TODAY, []),
    ],
)
def test_the_risk_is_cleared_to_the_last_day(standing, until, sentences):
    standing.case.risk_cleared_until = until

    assert says(guards.risk_cleared, standing) == sentences


def test_everybody_who_takes_part_must_have_been_met(standing):
    assert says(guards.everybody_met, replace(standing, met={})) == [
        "Hold a preparation session with Jessica H., and record it.",
        "Hold a preparation session with Daniel R., and record it.",
    ]


def test_consent_is_asked_of_supporters_too_but_not_of_an_interpreter(case, world):
    ParticipantFactory(case=case, role="supporter", person__first_name="Sam", status="willing")
    ParticipantFactory(case=case, role="interpreter", side="neutral", status="willing")
    standing = standing_of(case, world.actor("facilitator"))

    (unmet,) = personal_guards.consents_written(standing, TODAY)

    assert unmet.sentence.startswith("Record the written consent of Sam")


def test_something_must_have_happened_before_the_outcome(standing):
    assert says(guards.something_happened, standing) == [
        "Record a meeting that was held, or a letter or message that was delivered or kept."
    ]
    assert says(guards.something_happened, replace(standing, exchanged=True)) == []


def test_the_role_is_a_refusal_too(standing, world):
    step = Step(Stage.ASSESSMENT, Stage.PREPARATION, "Move", Perm.CASE_MOVE)

    assert [u.sentence for u in step.refusals(standing, world.actor("supervisor"), TODAY)] == [
        "Your role does not allow this step."
    ]
    assert step.refusals(standing, world.actor("facilitator"), TODAY) == []


def test_the_facts_of_two_and_of_twenty_people_take_as_many_queries(world, count_queries):
    case, actor = two_sided_case(world), world.actor("facilitator")
    with count_queries() as few:
        standing_of(case, actor)
    for _number in range(9):
        pair = PairFactory(case=case)
        ContactEntryFactory(participant=pair.one, information_given=True)
        ConsentFactory(participant=pair.other)
        SessionFactory(participant=pair.one)
    with count_queries() as many:
        standing_of(case, actor)

    assert (len(few), len(many)) == (4, 4)


@pytest.mark.parametrize(
    ("method", "state", "counts"),
    [
        ("signed", "given", True),
        ("electronic", "given", True),
        ("verbal", "given", False),
        ("signed", "refused", False),
        ("signed", "withdrawn", False),
    ],
)
def test_only_the_latest_written_yes_is_a_consent(world, method, state, counts):
    case = two_sided_case(world)
    jessica = jessica_of(case)
    ConsentFactory(participant=jessica, happened_on=TODAY - DAY)
    ConsentFactory(participant=jessica, method=method, state=state)

    standing = standing_of(case, world.actor("facilitator"))

    assert (jessica.pk in standing.consented) is counts


def test_the_next_steps_of_a_ready_case_are_open(case, world):
    actor = world.actor("facilitator")

    (on,) = next_steps(standing_of(case, actor), actor, TODAY)

    assert (on.step.target, on.is_open) == (Stage.PREPARATION, True)


def test_a_standing_is_a_value(standing):
    assert isinstance(standing, Standing)
    assert all(isinstance(worker, CaseWorker) for worker in standing.workers)

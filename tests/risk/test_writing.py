from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.models import Case
from cases.stages import RiskLevel
from risk.actions import (
    ConditionsMissing,
    LevelTooLow,
    NotTheAuthor,
    NotWaiting,
    change_assessment,
    submit_assessment,
    write_assessment,
)
from risk.levels import Judgement, State
from risk.models import Assessment
from tests.moments import NOON, TODAY
from tests.risk.cases import RISK, content, worked_case, written


def reference():
    return Assessment.objects.first().case.reference


def audited():
    rows = Event.objects.filter(verb__startswith="risk.")
    return list(rows.values_list("verb", "actor_id", "detail"))


def test_an_assessment_is_written_with_its_risks_and_the_next_number(world):
    case = worked_case(world)
    author = world.actor("facilitator")

    write_assessment(case, by=author, now=NOON, **content())
    second = write_assessment(case, by=author, now=NOON, **content(level=RiskLevel.HIGH))

    assert second.number == 2
    assert second.state == State.DRAFT
    risk = second.factors.get()
    assert (risk.position, risk.factor, risk.mitigation, risk.rating) == (
        1,
        "rf_venue",
        "A room with two doors.",
        RiskLevel.MEDIUM,
    )
    assert audited() == [
        ("risk.written", author.user_id, {"case": reference(), "number": 1, "level": "medium"}),
        ("risk.written", author.user_id, {"case": reference(), "number": 2, "level": "high"}),
    ]


def test_writing_brings_the_case_to_the_top(world):
    case = worked_case(world, last_activity_at=NOON - timedelta(days=9))

    write_assessment(case, by=world.actor("facilitator"), now=NOON, **content())

    case.refresh_from_db()
    assert case.last_activity_at == NOON


def test_the_overall_level_is_never_below_what_is_left_of_a_risk(world):
    case = worked_case(world)
    high = [RISK, type(RISK)(**{**fields_of(RISK), "residual": RiskLevel.HIGH})]

    with pytest.raises(LevelTooLow, match="cannot be lower than high"):
        write_assessment(case, by=world.actor("facilitator"), now=NOON, **content(factors=high))

    assert Assessment.objects.count() == 0
    assert audited() == []


def fields_of(risk):
    return {name: getattr(risk, name) for name in risk.__dataclass_fields__}


def test_going_on_with_conditions_needs_conditions(world):
    with pytest.raises(ConditionsMissing):
        write_assessment(
            worked_case(world),
            by=world.actor("facilitator"),
            now=NOON,
            **content(judgement=Judgement.CONDITIONS),
        )


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), TODAY - timedelta(days=31)])
def test_an_assessment_of_tomorrow_or_before_the_referral_is_refused(world, on):
    with pytest.raises(ImpossibleDay):
        write_assessment(
            worked_case(world),
            by=world.actor("facilitator"),
            now=NOON,
            **content(happened_on=on),
        )


def test_a_closed_case_takes_no_assessment(world):
    case = worked_case(world, stage="closed", closed_on=TODAY)

    with pytest.raises(CaseClosed):
        write_assessment(case, by=world.actor("facilitator"), now=NOON, **content())


def test_a_supervisor_does_not_write(world):
    with pytest.raises(PermissionDenied):
        write_assessment(worked_case(world), by=world.actor("supervisor"), now=NOON, **content())


def test_whoever_does_not_work_the_case_cannot_reach_it(world):
    with pytest.raises(Case.DoesNotExist):
        write_assessment(worked_case(world), by=world.actor("colleague"), now=NOON, **content())


def test_the_author_changes_what_was_not_submitted(world):
    assessment = written(world, state="returned")
    author = world.actor("facilitator")

    change_assessment(
        assessment,
        version=1,
        by=author,
        now=NOON,
        **content(level=RiskLevel.HIGH, reasons="Something new came up."),
    )

    row = Assessment.objects.get()
    assert (row.version, row.level, row.reasons, row.factors.count()) == (
        2,
        "high",
        "Something new came up.",
        1,
    )
    assert audited() == [
        ("risk.changed", author.user_id, {"case": reference(), "number": 1, "level": "high"})
    ]


def test_a_stale_change_is_refused(world):
    assessment = written(world, version=2)

    with pytest.raises(Stale):
        change_assessment(
            assessment, version=1, by=world.actor("facilitator"), now=NOON, **content()
        )

    assert audited() == []


def test_nobody_but_the_author_changes_or_submits(world):
    assessment = written(world)

    with pytest.raises(NotTheAuthor):
        change_assessment(assessment, version=1, by=world.actor("manager"), now=NOON, **content())
    with pytest.raises(NotTheAuthor):
        submit_assessment(assessment, by=world.actor("manager"), now=NOON)


def test_submitting_waits_for_sign_off_and_cannot_be_done_twice(world):
    assessment = written(world)
    author = world.actor("facilitator")

    submit_assessment(assessment, by=author, now=NOON)
    with pytest.raises(NotWaiting):
        submit_assessment(assessment, by=author, now=NOON)

    row = Assessment.objects.get()
    assert (row.state, row.submitted_at, row.version) == (State.SUBMITTED, NOON, 2)
    assert audited() == [("risk.submitted", author.user_id, {"case": reference(), "number": 1})]


def test_a_change_that_fails_halfway_leaves_nothing_behind(world):
    assessment = written(world)

    with pytest.raises(AttributeError):
        change_assessment(
            assessment,
            version=1,
            by=world.actor("facilitator"),
            now=NOON,
            **content(level=RiskLevel.HIGH, factors=[RISK, RISK_WITHOUT_MITIGATION]),
        )

    row = Assessment.objects.get()
    assert (row.level, row.version, row.factors.count()) == ("medium", 1, 0)
    assert audited() == []


class RiskWithoutMitigation:
    residual = RiskLevel.LOW
    factor = "rf_venue"
    applies_to = "harmed"
    likelihood = impact = 1


RISK_WITHOUT_MITIGATION = RiskWithoutMitigation()

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.models import AreaSettings
from areas.roles import Role
from areas.scoping import Stale
from areas.two_people import SamePerson
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.models import Clearance
from risk.actions import NotWaiting, return_assessment, sign_off, submit_assessment
from risk.actions.signing import ImpossibleReview
from risk.levels import Judgement, State
from risk.models import Assessment
from tests.factories.cases import ClearanceFactory
from tests.moments import NOON, TODAY
from tests.risk.cases import submitted, worked_case, written


def reference():
    return Assessment.objects.first().case.reference


def audited():
    rows = Event.objects.filter(verb__startswith="risk.")
    return list(rows.values_list("verb", "actor_id", "detail"))


def test_a_signature_clears_the_case_until_the_review(world):
    assessment = submitted(world)
    signer = world.actor("supervisor")

    sign_off(assessment, review_on=date(2026, 9, 1), by=signer, now=NOON)

    row = Assessment.objects.select_related("case").get()
    assert (row.state, row.signed_by_id, row.signed_at, row.review_on) == (
        State.SIGNED,
        signer.user_id,
        NOON,
        date(2026, 9, 1),
    )
    assert (row.case.risk_cleared_until, row.case.risk_level) == (date(2026, 9, 1), "medium")
    clearance = Clearance.objects.get()
    assert (clearance.until, clearance.happened_on) == (date(2026, 9, 1), TODAY)
    assert audited() == [
        (
            "risk.signed",
            signer.user_id,
            {"number": 1, "level": "medium", "judgement": "proceed"},
        )
    ]


def test_conditions_go_with_the_clearance(world):
    assessment = submitted(world, judgement=Judgement.CONDITIONS, conditions="Two staff.")

    sign_off(assessment, by=world.actor("supervisor"), now=NOON)

    assert Clearance.objects.get().conditions == "Two staff."


@pytest.mark.parametrize(
    ("level", "weeks"), [("low", 8), ("medium", 8), ("high", 4), ("very_high", 4)]
)
def test_the_review_comes_after_the_areas_weeks(world, level, weeks):
    assessment = submitted(world, level=level)

    signed = sign_off(assessment, by=world.actor("supervisor"), now=NOON)

    assert signed.review_on == TODAY + timedelta(weeks=weeks)


def test_an_area_may_review_more_often(world):
    AreaSettings.objects.update(risk_review_weeks=6)

    signed = sign_off(submitted(world), by=world.actor("supervisor"), now=NOON)

    assert signed.review_on == TODAY + timedelta(weeks=6)


@pytest.mark.parametrize("days", [0, -1, 57])
def test_a_review_today_or_later_than_the_areas_weeks_is_refused(world, days):
    with pytest.raises(ImpossibleReview, match="13 August 2026 and 7 October 2026"):
        sign_off(
            submitted(world),
            review_on=TODAY + timedelta(days=days),
            by=world.actor("supervisor"),
            now=NOON,
        )


@pytest.mark.parametrize("judgement", [Judgement.DEFER, Judgement.MULTI_AGENCY, Judgement.STOP])
def test_any_other_judgement_ends_what_cleared_the_case(world, judgement):
    case = worked_case(world, risk_cleared_until=TODAY, risk_level="medium")
    clearance = ClearanceFactory(case=case)

    signed = sign_off(
        submitted(world, case=case, judgement=judgement),
        by=world.actor("supervisor"),
        now=NOON,
    )

    clearance.refresh_from_db()
    case.refresh_from_db()
    assert (clearance.ended_at, clearance.end_reason) == (NOON, judgement)
    assert (case.risk_cleared_until, case.risk_level, signed.review_on) == (None, "", None)


def test_the_author_never_signs_whatever_their_roles(world):
    world.join("both", Role.PRACTITIONER, Role.MANAGER, Role.SUPERVISOR)
    assessment = submitted(world, by="both")

    with pytest.raises(SamePerson):
        sign_off(assessment, by=world.actor("both"), now=NOON)

    assert Clearance.objects.count() == 0
    assert audited() == []


@pytest.mark.parametrize("user", ["facilitator", "coordinator"])
def test_a_facilitator_or_coordinator_does_not_sign(world, user):
    assessment = submitted(world, by="colleague")

    with pytest.raises(PermissionDenied):
        sign_off(assessment, by=world.actor(user), now=NOON)


def test_the_second_signature_hears_who_signed_first(world):
    assessment = submitted(world)
    sign_off(assessment, by=world.actor("supervisor"), now=NOON)

    with pytest.raises(NotWaiting, match="Supervisor signed this assessment off on 12 August 2026"):
        sign_off(assessment, by=world.actor("manager"), now=NOON)

    assert Clearance.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_what_was_not_submitted_is_neither_signed_nor_sent_back(world, state):
    assessment = written(world, state=state)
    signer = world.actor("supervisor")

    with pytest.raises(NotWaiting):
        sign_off(assessment, by=signer, now=NOON)
    with pytest.raises(NotWaiting):
        return_assessment(assessment, why="Say more.", by=signer, now=NOON)


def test_what_was_read_is_what_is_signed(world):
    assessment = submitted(world, version=3)

    with pytest.raises(Stale):
        sign_off(assessment, version=2, by=world.actor("supervisor"), now=NOON)


def test_a_closed_case_is_not_signed(world):
    assessment = submitted(world, case=worked_case(world, stage="closed", closed_on=TODAY))

    with pytest.raises(CaseClosed):
        sign_off(assessment, by=world.actor("supervisor"), now=NOON)


def test_it_is_sent_back_with_the_reason_and_can_be_submitted_again(world):
    assessment = submitted(world)
    signer = world.actor("supervisor")

    return_assessment(assessment, why="Say more about the room.", by=signer, now=NOON)

    row = Assessment.objects.get()
    assert (row.state, row.returned_why) == (State.RETURNED, "Say more about the room.")
    assert audited() == [("risk.returned", signer.user_id, {"case": reference(), "number": 1})]
    submit_assessment(row, by=world.actor("facilitator"), now=NOON)
    assert Assessment.objects.get().state == State.SUBMITTED

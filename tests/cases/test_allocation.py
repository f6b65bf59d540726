from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.models import Membership, Practitioner
from audit.models import Event
from cases.actions import allocation
from cases.actions.activity import CaseClosed
from cases.actions.allocation import (
    AllocationRefused,
    AlreadyAllocated,
    KnowsSomebody,
    LevelTooLow,
    allocate,
    team_key,
)
from cases.models import Case, CaseWorker
from cases.stages import OverrideReason
from tests.cases.made import jessica_of, two_sided_case
from tests.factories.areas import PractitionerFactory
from tests.factories.people import ConnectionFactory, PersonFactory
from tests.moments import NOON, TODAY

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def case(world):
    return two_sided_case(world, with_team=False)


def at_level(world, name, level="advanced"):
    row = Practitioner.objects.select_related("user").get(area=world.kent, user=world.users[name])
    row.level = level
    row.save()
    return row


def give(case, world, lead, second, *, who="coordinator", **values):
    return allocate(case, lead=lead, second=second, by=world.actor(who), now=LATER, **values)


def working(case):
    rows = CaseWorker.objects.filter(case=case, until_at=None).order_by("role")
    return list(rows.values_list("role", "user__name"))


def test_two_facilitators_take_the_case(case, world):
    lead, second = at_level(world, "facilitator"), at_level(world, "colleague", "foundation")

    give(case, world, lead, second, seen="")

    assert working(case) == [("lead", "Facilitator"), ("second", "Colleague")]
    event = Event.objects.get(verb="case.allocated")
    assert event.detail == {
        "team": [str(lead.user_id), str(second.user_id)],
        "override": "",
    }
    case.refresh_from_db()
    assert case.last_activity_at == LATER


def test_changing_places_ends_the_old_allocation_and_keeps_it(case, world):
    lead, second = at_level(world, "facilitator"), at_level(world, "colleague")
    give(case, world, lead, second)

    give(case, world, second, lead, seen=team_key({lead.user_id, second.user_id}))

    assert working(case) == [("lead", "Colleague"), ("second", "Facilitator")]
    assert CaseWorker.objects.filter(case=case, until_at=LATER).count() == 2


def test_the_same_two_again_change_nothing(case, world):
    lead, second = at_level(world, "facilitator"), at_level(world, "colleague")
    give(case, world, lead, second)
    give(case, world, lead, second)

    assert CaseWorker.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("sensitive", "lead", "second", "allowed"),
    [
        (False, "foundation", "advanced", False),
        (False, "intermediate", "foundation", True),
        (False, "advanced", "foundation", True),
        (True, "foundation", "advanced", False),
        (True, "intermediate", "intermediate", False),
        (True, "intermediate", "advanced", True),
        (True, "advanced", "foundation", True),
    ],
)
def test_the_rule_of_levels(world, sensitive, lead, second, allowed):
    case = two_sided_case(world, with_team=False, is_sensitive=sensitive)
    two = at_level(world, "facilitator", lead), at_level(world, "colleague", second)

    if allowed:
        give(case, world, *two)
    else:
        with pytest.raises(LevelTooLow):
            give(case, world, *two)

    assert len(working(case)) == (2 if allowed else 0)


def test_a_manager_goes_over_the_rule_with_a_reason_that_the_audit_keeps(case, world):
    two = at_level(world, "facilitator", "foundation"), at_level(world, "colleague", "foundation")

    with pytest.raises(
        LevelTooLow, match="Facilitator is at foundation level and may not lead a case."
    ):
        give(case, world, *two, who="manager")
    give(case, world, *two, who="manager", reason=OverrideReason.SUPERVISED)

    assert Event.objects.get(verb="case.allocated").detail["override"] == "supervised"


def test_a_coordinators_reason_does_not_go_over_the_rule(case, world):
    two = at_level(world, "facilitator", "foundation"), at_level(world, "colleague")

    with pytest.raises(LevelTooLow):
        give(case, world, *two, reason=OverrideReason.EXPERIENCED)


def supervising(world, name="supervisor"):
    return Membership.objects.select_related("user").get(area=world.kent, user=world.users[name])


def test_a_sensitive_case_with_an_intermediate_lead_takes_a_named_supervisor(world):
    case = two_sided_case(world, with_team=False, is_sensitive=True)
    two = [at_level(world, name, "intermediate") for name in ("facilitator", "colleague")]

    with pytest.raises(LevelTooLow, match="or an intermediate one with an advanced second"):
        give(case, world, *two)
    give(case, world, *two, supervisor=supervising(world))

    assert working(case) == [
        ("lead", "Facilitator"),
        ("second", "Colleague"),
        ("supervisor", "Supervisor"),
    ]
    told = Event.objects.get(verb="case.allocated").detail
    assert str(world.users["supervisor"].pk) in told["team"]


def test_a_supervisor_who_is_not_named_again_leaves_the_case(case, world):
    two = at_level(world, "facilitator"), at_level(world, "colleague")
    give(case, world, *two, supervisor=supervising(world))

    give(case, world, *two, seen=team_key(set(case.workers.values_list("user_id", flat=True))))

    assert working(case) == [("lead", "Facilitator"), ("second", "Colleague")]


def test_a_named_supervisor_does_not_make_a_foundation_lead(world):
    case = two_sided_case(world, with_team=False, is_sensitive=True)
    two = at_level(world, "facilitator", "foundation"), at_level(world, "colleague")

    with pytest.raises(LevelTooLow, match="may not lead a case"):
        give(case, world, *two, supervisor=supervising(world))


def test_only_who_signs_off_risk_is_named_as_supervisor(case, world):
    two = at_level(world, "facilitator"), at_level(world, "colleague")

    with pytest.raises(AllocationRefused, match="Choose a supervisor who works for this service"):
        give(case, world, *two, supervisor=supervising(world, "coordinator"))


def test_the_supervisor_does_not_facilitate(case, world):
    one = PractitionerFactory(area=world.kent, user=world.users["manager"])

    with pytest.raises(AllocationRefused, match="Choose a supervisor who does not facilitate"):
        give(
            case,
            world,
            at_level(world, "facilitator"),
            one,
            supervisor=supervising(world, "manager"),
        )


@pytest.mark.parametrize("name", ["facilitator", "colleague", "supervisor"])
def test_who_knows_somebody_in_the_case_is_refused_whatever_the_reason(case, world, name):
    jessica = jessica_of(case).person
    ConnectionFactory(area=world.kent, person=jessica, user=world.users[name])
    two = at_level(world, "facilitator"), at_level(world, "colleague")

    with pytest.raises(KnowsSomebody, match=f"{name.capitalize()} knows somebody in this case"):
        give(
            case,
            world,
            *two,
            supervisor=supervising(world),
            who="manager",
            reason=OverrideReason.NOBODY_ELSE,
        )

    assert working(case) == []


def test_a_connection_with_a_record_that_was_joined_counts(case, world):
    jessica = jessica_of(case).person
    again = PersonFactory(area=world.kent, merged_into=jessica)
    ConnectionFactory(area=world.kent, person=again, user=world.users["colleague"])

    with pytest.raises(KnowsSomebody):
        give(case, world, at_level(world, "facilitator"), at_level(world, "colleague"))


def test_one_person_is_not_two(case, world):
    one = at_level(world, "facilitator")

    with pytest.raises(AllocationRefused, match="Choose two different facilitators."):
        give(case, world, one, one)


def test_somebody_who_has_left_the_service_takes_no_case(case, world):
    lead, second = at_level(world, "facilitator"), at_level(world, "colleague")
    second.is_active = False
    second.save()

    with pytest.raises(
        AllocationRefused, match="Choose facilitators who work for this service now."
    ):
        give(case, world, lead, second)


@pytest.mark.parametrize(
    ("team", "sentence"),
    [
        (False, "Somebody else changed it: the case is with nobody now."),
        (True, "Somebody else changed it: the case is with Colleague, Facilitator now."),
    ],
)
def test_the_second_coordinator_is_told_with_whom_the_case_is(world, team, sentence):
    case = two_sided_case(world, with_team=team)
    two = at_level(world, "facilitator"), at_level(world, "colleague")

    with pytest.raises(AlreadyAllocated) as first:
        give(case, world, *two, seen=team_key({world.users["manager"].pk}))

    assert str(first.value) == sentence


def test_a_closed_case_is_not_allocated(world):
    case = two_sided_case(world, with_team=False, stage="closed", closed_on=TODAY)
    two = at_level(world, "facilitator"), at_level(world, "colleague")

    with pytest.raises(CaseClosed):
        give(case, world, *two)


def test_a_facilitator_allocates_nothing(world):
    case = two_sided_case(world)
    two = at_level(world, "facilitator"), at_level(world, "colleague")

    with pytest.raises(PermissionDenied):
        give(case, world, *two, who="facilitator")


def test_another_areas_case_cannot_be_allocated(world):
    case = two_sided_case(world, area=world.avon)
    two = at_level(world, "facilitator"), at_level(world, "colleague")

    with pytest.raises(Case.DoesNotExist):
        give(case, world, *two)


def test_a_failure_after_the_write_leaves_nobody(case, world, monkeypatch):
    def broken(case, *, now):
        raise RuntimeError

    monkeypatch.setattr(allocation, "touch", broken)
    two = at_level(world, "facilitator"), at_level(world, "colleague")
    with pytest.raises(RuntimeError):
        give(case, world, *two)

    assert (working(case), Event.objects.count()) == ([], 0)

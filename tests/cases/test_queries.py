from datetime import timedelta

import pytest

from areas.actor import Actor
from cases.actions.activity import ImpossibleDay, must_have_happened, touch
from cases.models import Case
from cases.queries.case import get_case_with_its_referrals, received_on
from tests.cases.made import MONTH, two_sided_case
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import ReferralFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def test_a_facilitator_sees_what_their_case_came_from_and_no_other_referral(world):
    case = two_sided_case(world)
    older = ReferralFactory(area=world.kent, received_at=NOON - 2 * MONTH)
    CaseReferralFactory(case=case, referral=older)
    ReferralFactory(area=world.kent)

    found, came_from = get_case_with_its_referrals(world.actor("facilitator"), case.reference)

    assert found == case
    assert [(one.received_on, one.offence) for one in came_from] == [
        (TODAY - 2 * MONTH, ""),
        (TODAY - MONTH, ""),
    ]
    assert received_on(case, world.actor("facilitator")) == TODAY - 2 * MONTH


def test_a_case_without_a_referral_is_no_older_than_its_opening(world):
    case = CaseFactory(area=world.kent, opened_at=NOON - DAY)

    assert received_on(case, world.actor("coordinator")) == TODAY - DAY


@pytest.mark.parametrize(
    ("on", "possible"),
    [
        (TODAY, True),
        (TODAY - MONTH, True),
        (TODAY + DAY, False),
        (TODAY - MONTH - DAY, False),
        (NOON, True),
        (NOON + timedelta(minutes=1), False),
        (NOON - MONTH, True),
        (NOON - MONTH - DAY, False),
    ],
)
def test_what_happened_lies_between_the_referral_and_now(world, on, possible):
    case, actor = two_sided_case(world), world.actor("facilitator")

    if possible:
        must_have_happened(case, on, by=actor, now=NOON)
    else:
        with pytest.raises(ImpossibleDay):
            must_have_happened(case, on, by=actor, now=NOON)


def test_a_backdated_entry_does_not_push_a_case_down_the_list(world):
    case = CaseFactory(area=world.kent, last_activity_at=NOON)

    touch(case, now=NOON - DAY)

    case.refresh_from_db()
    assert case.last_activity_at == NOON


def test_the_system_sees_every_case_of_its_area_and_no_other(world):
    case = two_sided_case(world, is_restricted=True)
    two_sided_case(world, area=world.avon)

    assert list(Case.objects.visible_to(Actor.system(world.kent))) == [case]


def test_a_commissioner_sees_no_case(world):
    two_sided_case(world)

    assert not Case.objects.visible_to(world.actor("commissioner")).exists()

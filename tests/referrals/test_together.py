"""What a parcel takes along of records that were joined."""

from datetime import date

import pytest

from referrals.actions.together import people_told
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralFactory, ReferralPersonFactory
from tests.moments import TODAY


@pytest.mark.parametrize(
    "told",
    [
        {"said_under_18": True},
        {"age_told": 15, "age_told_on": TODAY},
        {"date_of_birth": date(2011, 5, 4)},
    ],
)
def test_a_child_by_any_record_is_passed_on_as_a_child(world, told):
    root = PersonFactory(area=world.kent)
    record = PersonFactory(area=world.kent, merged_into=root, **told)
    first, second = (ReferralFactory(area=world.kent) for _ in range(2))
    for referral, person in ((first, root), (second, record)):
        ReferralPersonFactory(referral=referral, person=person, side="harmed")

    (one,) = people_told([first, second], by=world.actor("coordinator"))

    assert (one.person, one.person.is_child_on(TODAY)) == (root, True)

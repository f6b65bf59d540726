from datetime import date

import pytest

from tests.factories.referrals import FullReferralFactory


@pytest.fixture
def referral(world):
    return FullReferralFactory(
        area=world.kent,
        agency=world.probation,
        agreed_to_referral="no",
        incident__flags=["da"],
        incident__account="He took her telephone.",
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
        harmed__person__date_of_birth=date(1998, 2, 2),
    )

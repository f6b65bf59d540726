"""Days are London's: half past midnight in summer is still yesterday for the server."""

from datetime import UTC, date, datetime

import pytest

from cases.actions.activity import ImpossibleDay, must_have_happened
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import ReferralFactory
from tests.moments import LONDON
from ui.days import in_london


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "now", "on", "refused"),
    [
        (utc(2026, 8, 1, 12), utc(2026, 8, 11, 23, 30), date(2026, 8, 12), False),
        (utc(2026, 8, 1, 12), utc(2026, 8, 11, 22, 59), date(2026, 8, 12), True),
        (utc(2026, 8, 11, 23, 30), utc(2026, 8, 12, 9), date(2026, 8, 11), True),
        (utc(2026, 8, 11, 22, 30), utc(2026, 8, 12, 9), date(2026, 8, 11), False),
        (utc(2026, 8, 1, 12), utc(2026, 10, 25, 0, 29), utc(2026, 10, 25, 0, 30), True),
        (utc(2026, 8, 1, 12), utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 0, 30), False),
        (utc(2026, 1, 1, 12), utc(2026, 3, 29, 0, 59), utc(2026, 3, 29, 1), True),
        (utc(2026, 1, 1, 12), utc(2026, 12, 31, 23, 59), date(2027, 1, 1), True),
        (utc(2026, 1, 1, 12), utc(2027, 1, 1), date(2027, 1, 1), False),
    ],
)
def test_what_happened_lies_between_the_referral_s_day_and_now(world, received, now, on, refused):
    case = CaseFactory(area=world.kent, opened_at=received)
    CaseReferralFactory(case=case, referral=ReferralFactory(area=world.kent, received_at=received))
    actor = world.actor("coordinator")
    try:
        must_have_happened(case, on, by=actor, now=now)
        impossible = False
    except ImpossibleDay:
        impossible = True

    assert impossible is refused


def test_of_the_hour_that_comes_twice_it_is_the_first_so_it_is_never_in_the_future():
    half_past = in_london(date(2026, 10, 25), datetime(2026, 10, 25, 1, 30, tzinfo=LONDON).time())

    assert half_past == utc(2026, 10, 25, 0, 30)

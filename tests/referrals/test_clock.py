from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.working_days import is_working_day, working_days_between
from referrals.actions import decide_referral
from referrals.actions.clock import resumed
from referrals.actions.merge import join_referrals, separate_referral
from referrals.actions.transfer import offer_parcel, take_back
from tests.factories.referrals import FullReferralFactory
from tests.moments import LONDON, NOON

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("due_on", "paused_on", "today", "new"),
    [
        pytest.param((8, 14), (8, 12), (8, 12), (8, 14), id="the same day changes nothing"),
        pytest.param((8, 14), (8, 12), (8, 13), (8, 17), id="over a weekend"),
        pytest.param((8, 14), (8, 12), (8, 16), (8, 18), id="answered on a Sunday"),
        pytest.param((8, 14), (8, 14), (8, 15), (8, 14), id="a Saturday is no working day"),
        pytest.param((8, 28), (8, 27), (9, 1), (9, 2), id="over a bank holiday"),
        pytest.param((12, 24), (12, 23), (12, 29), (12, 30), id="over Christmas"),
        pytest.param((10, 26), (10, 23), (10, 28), (10, 29), id="over the end of summer time"),
        pytest.param((3, 30), (3, 27), (3, 31), (4, 1), id="over the beginning of summer time"),
        pytest.param((8, 10), (8, 12), (8, 14), (8, 12), id="two days late stays two days late"),
    ],
)
def test_the_clock_stands_still_while_we_wait(due_on, paused_on, today, new):
    resume = resumed(
        date(2026, *due_on), paused_on=date(2026, *paused_on), today=date(2026, *today)
    )

    assert resume == date(2026, *new)


@given(due_on=DAYS.filter(is_working_day), days=st.lists(DAYS, min_size=2, max_size=2))
def test_no_pause_makes_a_referral_later_than_it_was(due_on, days):
    paused_on, today = sorted(days)

    new = resumed(due_on, paused_on=paused_on, today=today)

    assert working_days_between(new, today) == working_days_between(due_on, paused_on)


DUE, LATER = date(2026, 8, 14), datetime(2026, 8, 19, 9, 0, tzinfo=LONDON)


def sent_and_back(world, referral):
    by = world.actor("coordinator")
    offer_parcel(referral, to_area=world.avon, lawful="consent", reason="", by=by, now=NOON)
    return take_back(referral, by=by, now=LATER)


def joined_and_separated(world, referral):
    by = world.actor("coordinator")
    other = FullReferralFactory(area=world.kent)
    join_referrals(referral, into=other, by=by, now=NOON)
    return separate_referral(referral, by=by, now=LATER)


@pytest.mark.parametrize("there_and_back", [sent_and_back, joined_and_separated])
def test_a_referral_that_comes_back_keeps_its_due_day(world, there_and_back):
    referral = FullReferralFactory(area=world.kent, triage_due_on=DUE)

    assert there_and_back(world, referral).triage_due_on == DUE


@pytest.mark.parametrize("there_and_back", [sent_and_back, joined_and_separated])
def test_what_it_had_waited_before_still_counts_as_waiting(world, there_and_back):
    referral = FullReferralFactory(
        area=world.kent,
        triage_due_on=date(2026, 8, 11),
        status="waiting",
        paused_on=date(2026, 8, 10),
        paused_for="referrer",
    )

    assert there_and_back(world, referral).triage_due_on == date(2026, 8, 13)


def test_one_that_was_declined_before_it_was_joined_begins_anew(world):
    referral = FullReferralFactory(area=world.kent, triage_due_on=DUE)
    by = world.actor("coordinator")
    row = decide_referral(referral, decision="r_offence", note="", by=by, now=NOON)
    other = FullReferralFactory(area=world.kent)
    join_referrals(row, into=other, by=by, now=LATER)
    row = separate_referral(row, by=by, now=LATER)

    assert row.triage_due_on == date(2026, 8, 21)

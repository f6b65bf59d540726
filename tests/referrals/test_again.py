from datetime import date, timedelta

import pytest
from django.urls import reverse

from referrals.actions import decide_referral
from referrals.stages import Decision
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON, TODAY
from tests.referrals.triage.desk import text

EARLY = NOON - timedelta(days=60)


@pytest.fixture
def address(world):
    return reverse("referrals:inbox", args=["kent"])


def too_early(world, again_on, at=EARLY):
    referral = FullReferralFactory(area=world.kent)
    by = world.actor("coordinator")
    return decide_referral(
        referral,
        decision=Decision.LIVE_PROCEEDINGS,
        note="Trial.",
        by=by,
        now=at,
        again_on=again_on,
    )


def test_what_came_too_early_stands_first_once_its_day_has_come(world, address):
    later = too_early(world, TODAY + timedelta(days=1))
    second, first = too_early(world, TODAY), too_early(world, date(2026, 7, 1))
    taken_up = too_early(world, TODAY)
    by = world.actor("coordinator")
    decide_referral(taken_up, decision=Decision.TAKEN_UP, note="So.", by=by, now=EARLY)
    client = world.client("coordinator")

    page = client.get(address, {"queue": "declined"})
    again, shown = page.context["again"], text(page)

    assert (again.count, [one.referral for one in again.rows]) == (2, [first, second])
    assert "2 to look at again: their day has come." in shown
    assert f"{first.reference}</a>: Robbery of a person, look again on 1 July 2026, due" in shown
    row = next(one for one in page.context["rows"] if one.referral == later)
    assert row.referral.again_on == date(2026, 8, 13)
    assert "Look again on 13 Aug 2026" in shown
    first_page = client.get(address)
    assert "2 declined referrals are due to be looked at again" in text(first_page)


def test_where_none_is_due_nothing_is_said(world, address):
    too_early(world, TODAY + timedelta(days=1))
    client = world.client("coordinator")

    for queue in ("to_triage", "declined"):
        assert "again:" not in text(client.get(address, {"queue": queue}))

from datetime import timedelta

from cases.actions.looking import look
from cases.models import LastLook
from tests.moments import NOON

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_looks_within_half_an_hour_are_one_look(world):
    actor = world.actor("facilitator")

    assert look(by=actor, now=NOON) == NOON - 7 * DAY
    assert look(by=actor, now=NOON + HOUR / 3) == NOON - 7 * DAY
    assert look(by=actor, now=NOON + HOUR) == NOON
    assert look(by=actor, now=NOON + 2 * HOUR) == NOON + HOUR
    assert LastLook.objects.count() == 1

from datetime import timedelta

from areas.limits import Limit
from tests.moments import NOON

LIMIT = Limit("test", times=2, every=timedelta(hours=1))


def test_a_limit_lets_so_many_pass_and_begins_anew_in_the_next_window(db):
    tries = [LIMIT.passes("a", now=NOON) for _ in range(4)]

    assert tries == [True, True, False, False]
    assert LIMIT.passes("b", now=NOON)
    assert LIMIT.passes("a", now=NOON + timedelta(hours=1))


def test_two_limits_count_apart(db):
    other = Limit("other", times=1, every=timedelta(hours=1))
    passed = [other.passes("a", now=NOON), LIMIT.passes("a", now=NOON)]

    assert passed == [True, True]

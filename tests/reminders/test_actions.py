from datetime import UTC, date, datetime, timedelta

import pytest

from areas.actor import Actor
from outbox.models import Entry
from reminders.actions import remind
from reminders.models import Sent
from tests.moments import LONDON, NOON, TODAY
from tests.reminders.cases import case_due


def remind_kent(world, now=NOON):
    return remind(by=Actor.system(world.kent), now=now)


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


def test_what_is_due_is_queued_with_ids_only(world):
    case = case_due(world)

    assert remind_kent(world) == 1

    sent = Sent.objects.get()
    assert (sent.kind, sent.subject_id, sent.reader_id, sent.due_on, sent.day, sent.at) == (
        "risk_review",
        case.pk,
        world.users["facilitator"].pk,
        TODAY,
        TODAY,
        NOON,
    )
    entry = Entry.objects.get()
    assert (entry.kind, entry.payload) == ("reminders.email", {"sent": str(sent.pk)})


def test_however_often_it_rings_it_is_queued_once(world):
    case_due(world)

    told = [remind_kent(world, NOON + timedelta(minutes=minute)) for minute in range(5)]

    assert told == [1, 0, 0, 0, 0]
    assert (Sent.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (at(2026, 8, 12, 7, 29, 59), 0),
        (at(2026, 8, 12, 7, 30), 1),
        (datetime(2026, 8, 12, 6, 30, tzinfo=UTC), 1),
        (datetime(2026, 8, 12, 6, 29, tzinfo=UTC), 0),
        (at(2026, 8, 12, 0, 0), 0),
        (at(2026, 8, 12, 23, 59), 1),
    ],
)
def test_nothing_goes_out_before_half_past_seven_in_london(world, now, told):
    case_due(world)

    assert remind_kent(world, now) == told


def days_told(world, first, last, *, every=timedelta(minutes=15)):
    """Ring from one moment to another; the days in London on which something was queued."""
    now, days = first, []
    while now <= last:
        days += [now.astimezone(LONDON).date()] * remind_kent(world, now)
        now = (now.astimezone(UTC) + every).astimezone(LONDON)
    return days


@pytest.mark.slow
def test_around_midnight_a_day_is_told_once(world):
    case_due(world, due=date(2026, 8, 11))
    remind_kent(world, at(2026, 8, 10, 8))
    remind_kent(world, at(2026, 8, 11, 8))

    assert days_told(world, at(2026, 8, 16, 23), at(2026, 8, 17, 9)) == [date(2026, 8, 17)]


@pytest.mark.slow
@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_on_which_the_clocks_change_is_told_once(world, sunday):
    case_due(world, due=sunday, opened_at=at(2026, 1, 5, 9))
    remind_kent(world, datetime.combine(sunday - timedelta(days=7), NOON.timetz()))
    first = datetime.combine(sunday, datetime.min.time(), tzinfo=LONDON)

    assert days_told(world, first, first + timedelta(hours=23)) == [sunday]


@pytest.mark.slow
def test_over_a_month_one_is_told_on_the_days_of_the_rule(world):
    case_due(world, due=TODAY)

    told = days_told(world, at(2026, 8, 1, 8), at(2026, 8, 31, 8), every=timedelta(days=1))

    assert told == [
        date(2026, 8, 5),
        date(2026, 8, 12),
        date(2026, 8, 17),
        date(2026, 8, 24),
        date(2026, 8, 31),
    ]


def test_a_day_on_which_the_program_stood_still_is_made_good(world):
    case_due(world, due=TODAY - timedelta(days=1))

    assert remind_kent(world) == 1


def test_another_date_for_the_same_case_is_told_anew(world):
    case = case_due(world, due=TODAY + timedelta(days=1))
    remind_kent(world)
    type(case).objects.filter(pk=case.pk).update(risk_cleared_until=TODAY + timedelta(days=3))

    assert remind_kent(world, NOON + timedelta(days=1)) == 1


def test_a_failure_leaves_neither_the_mark_nor_the_entry(world, monkeypatch):
    case_due(world)
    monkeypatch.setattr("reminders.actions.EMAIL", "x" * 61)

    with pytest.raises(Exception, match="too long"):
        remind_kent(world)

    assert (Sent.objects.count(), Entry.objects.count()) == (0, 0)

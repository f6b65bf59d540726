from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from areas.actor import Actor
from areas.models import FormReceipt
from areas.passing import kept_since
from areas.registry import PASSING, declared
from areas.tenancy import in_area
from audit.models import Event
from outbox.actions import put
from outbox.models import Entry
from reminders.actions import EMAIL, SWEEPERS, remind, sweep, sweep_passing_rows
from reminders.models import Sent
from tests.moments import LONDON, NOON, TODAY
from tests.reminders.cases import case_due

SINCE = kept_since(NOON)
A_SECOND = timedelta(seconds=1)


def system(area):
    return Actor.system(area)


def sent(area, user, at):
    day = at.astimezone(LONDON).date()
    with in_area(area.pk):
        return Sent.objects.create(
            area=area,
            kind="risk_review",
            subject_id=uuid4(),
            reader=user,
            due_on=day,
            day=day,
            at=at,
        )


def furnish(area, user, at):
    """A row of each model that passes, over and done with at a moment."""
    row = sent(area, user, at)
    with in_area(area.pk):
        FormReceipt.objects.create(area=area, user=user, key=uuid4(), at=at)
        entry = put("test.note", by=system(area), now=at)
        Entry.objects.filter(pk=entry.pk).update(done_at=at)
    return row


def standing(area):
    with in_area(area.pk):
        rows = (FormReceipt, Entry, Sent)
        return {model._meta.label: model.objects.filter(area=area).count() for model in rows}


def standing_of_all(area):
    """The same, with every other swept model named: `furnish` makes none of theirs."""
    return {**NONE, **standing(area)}


FURNISHED = {"areas.FormReceipt": 1, "outbox.Entry": 1, "reminders.Sent": 1}
SWEPT_UNLESS = {"referrals.ListRow": "it became a referral, and is then the way to it"}
NONE = dict.fromkeys(SWEEPERS, 0)
EACH = {**NONE, **FURNISHED}


def test_every_model_of_passing_rows_has_a_sweeper_and_no_other_holds_a_passing_field():
    rules = {label: list(fields.values()) for label, fields in declared().items()}
    whole = {label for label, found in rules.items() if all(rule is PASSING for rule in found)}
    in_part = {label for label, found in rules.items() if PASSING in found}

    assert whole == in_part == set(SWEEPERS) - set(SWEPT_UNLESS)


def test_marks_older_than_28_days_go_and_those_just_inside_stay(world):
    user = world.users["facilitator"]
    sent(world.kent, user, SINCE - A_SECOND)
    inside = sent(world.kent, user, SINCE)

    assert [sweep(by=system(world.kent), now=NOON) for _ in range(2)] == [1, 0]
    assert Sent.objects.get() == inside


def test_the_mark_of_an_email_that_still_waits_stays_with_it(world):
    mark = sent(world.kent, world.users["facilitator"], SINCE - A_SECOND)
    entry = put(EMAIL, by=system(world.kent), now=mark.at, sent=str(mark.pk))

    assert sweep(by=system(world.kent), now=NOON) == 0
    Entry.objects.filter(pk=entry.pk).update(done_at=NOON)
    assert sweep(by=system(world.kent), now=NOON) == 1


def test_every_passing_row_of_the_area_goes_and_the_audit_holds_the_counts(world):
    furnish(world.kent, world.users["manager"], SINCE - A_SECOND)
    furnish(world.kent, world.users["manager"], SINCE)

    assert sweep_passing_rows(by=system(world.kent), now=NOON) == EACH

    event = Event.objects.get(verb="rows.swept")
    assert (event.subject_type, event.subject_id) == ("areas.Area", str(world.kent.pk))
    assert (event.area_id, event.actor_id, event.detail) == (world.kent.pk, None, EACH)
    assert standing(world.kent) == FURNISHED


def test_a_second_sweep_of_the_day_finds_nothing_and_writes_nothing(world):
    furnish(world.kent, world.users["manager"], SINCE - A_SECOND)
    furnish(world.kent, world.users["manager"], SINCE)

    swept = [
        sweep_passing_rows(by=system(world.kent), now=NOON.replace(hour=hour)) for hour in range(24)
    ]

    assert swept == [EACH, *[NONE] * 23]
    assert Event.objects.filter(verb="rows.swept").count() == 1
    assert sweep_passing_rows(by=system(world.kent), now=NOON + timedelta(days=1)) == EACH


def test_another_areas_rows_are_left_to_it(world):
    furnish(world.avon, world.users["neighbour"], SINCE - A_SECOND)

    assert sweep_passing_rows(by=system(world.kent), now=NOON) == NONE
    assert standing(world.avon) == FURNISHED


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_in_the_week_of_a_clock_change_the_days_stay_whole(world, sunday):
    begins = datetime.combine(sunday, datetime.min.time(), tzinfo=LONDON)
    last = datetime.combine(sunday, datetime.max.time(), tzinfo=LONDON)
    for at in (begins, last):
        furnish(world.kent, world.users["manager"], at)
    both = {**NONE, **dict.fromkeys(FURNISHED, 2)}

    swept = [
        sweep_passing_rows(by=system(world.kent), now=begins + timedelta(days=days))
        for days in (27, 28, 29)
    ]

    assert swept == [NONE, NONE, both]


def test_a_failure_of_one_sweeper_takes_back_the_others(world, monkeypatch):
    def fails(*, by, now):
        raise RuntimeError

    furnish(world.kent, world.users["manager"], SINCE - A_SECOND)
    monkeypatch.setitem(SWEEPERS, "zoo.Beast", fails)

    with pytest.raises(RuntimeError):
        sweep_passing_rows(by=system(world.kent), now=NOON)

    assert standing(world.kent) == FURNISHED
    assert Event.objects.filter(verb="rows.swept").count() == 0


@pytest.mark.slow
def test_a_case_that_is_late_for_months_is_told_each_monday_although_its_marks_are_swept(world):
    case_due(world, due=TODAY)
    told = []

    for days in range(70):
        now = NOON + timedelta(days=days)
        sweep_passing_rows(by=system(world.kent), now=now)
        told += [now.date()] * remind(by=system(world.kent), now=now)
        Entry.objects.update(done_at=now)

    mondays = [date(2026, 8, 17) + timedelta(weeks=week) for week in range(10)]
    assert told == [TODAY, *mondays]
    assert Sent.objects.order_by("at").first().day == date(2026, 9, 28)

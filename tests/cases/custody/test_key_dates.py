from datetime import date, timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.custody_dates import add_key_date, end_key_date, move_key_date, note_key_date
from cases.actions.custody_rows import CustodyRefused
from cases.models import KeyDate
from cases.queries.custody import alert_of, in_months
from tests.factories.custody import KeyDateFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)


def add(work, **told):
    told = {"kind": "release", "on": TODAY + 60 * A_DAY, **told}
    return add_key_date(work.responsible, by=work.by, now=NOON, **told)


def test_the_same_day_of_a_later_month_or_its_last():
    assert in_months(date(2026, 8, 12), 6) == date(2027, 2, 12)
    assert in_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert in_months(date(2026, 12, 1), 12) == date(2027, 12, 1)


def test_a_date_is_added_once_and_lies_ahead(work):
    add(work)

    assert Event.objects.get(verb="key_date.added").detail == {
        "case": work.case.reference,
        "date": "release",
        "day": "2026-10-11",
    }
    for told, why in (
        ({}, CustodyRefused),
        ({"on": TODAY - A_DAY}, ImpossibleDay),
        ({"on": date(2199, 1, 1)}, ImpossibleDay),
    ):
        with pytest.raises(why):
            add(work, **told)
    assert KeyDate.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "on", "noted", "alert"),
    [
        ("release", date(2027, 8, 13), None, None),
        ("release", date(2027, 8, 12), None, 12),
        ("release", date(2027, 8, 12), 12, None),
        ("parole", date(2027, 2, 13), None, 12),
        ("parole", date(2027, 2, 12), 12, 6),
        ("parole", date(2027, 2, 12), 6, None),
        ("licence_end", date(2026, 11, 12), 6, 3),
        ("licence_end", date(2026, 11, 12), 3, None),
        ("licence_end", TODAY, None, 3),
        ("licence_end", TODAY - A_DAY, None, None),
        ("court", date(2026, 9, 13), None, None),
        ("court", date(2026, 9, 12), None, 1),
        ("anniversary", date(2026, 9, 12), 1, None),
    ],
)
def test_the_alerts_come_12_6_and_3_months_before_until_they_are_noted(
    work, kind, on, noted, alert
):
    row = KeyDateFactory(participant=work.responsible, kind=kind, on=on, noted_months=noted)

    assert alert_of(row, TODAY) == alert


def test_an_alert_is_noted_and_comes_again_nearer_to_the_day(work):
    row = add(work, on=date(2027, 1, 12))
    note_key_date(row, by=work.by, now=NOON)

    row.refresh_from_db()
    assert (row.noted_months, alert_of(row, TODAY)) == (6, None)
    assert alert_of(row, date(2026, 10, 12)) == 3
    with pytest.raises(SomebodyWasFirst):
        note_key_date(row, by=work.by, now=NOON)
    assert Event.objects.filter(verb="key_date.noted").count() == 1


def test_a_date_that_moves_keeps_the_former_and_begins_its_alerts_anew(work):
    row = add(work)
    note_key_date(row, by=work.by, now=NOON)
    with pytest.raises(CustodyRefused):
        move_key_date(row, on=row.on, by=work.by, now=NOON)
    moved = move_key_date(row, on=TODAY + A_DAY, by=work.by, now=NOON)

    row.refresh_from_db()
    assert (row.ended_at, alert_of(row, TODAY)) == (NOON, None)
    assert alert_of(moved, TODAY) == 3
    with pytest.raises(SomebodyWasFirst):
        move_key_date(row, on=TODAY, by=work.by, now=NOON)


def test_a_date_is_removed_once(work):
    row = add(work)
    end_key_date(row, by=work.by, now=NOON)

    row.refresh_from_db()
    assert alert_of(row, TODAY) is None
    with pytest.raises(SomebodyWasFirst):
        end_key_date(row, by=work.by, now=NOON)
    assert Event.objects.filter(verb="key_date.ended").count() == 1

"""After somebody stepped back the other side waits until it is told: a day, who, and once."""

from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.withdrawal import other_side_told, withdraw
from cases.models import Case, TimelineEntry, Withdrawal
from cases.queries.due import due_items
from cases.queries.entries import KINDS, Told
from tests.cases.made import STOPS, daniel_of, day, jessica_of, two_sided_case, url
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)
TELL = "Jessica H. stepped back: see what the other side may be told"


@pytest.fixture
def left(case, actor):
    """Jessica stepped back yesterday; Daniel had been spoken to."""
    stands(case, "willing")
    values = {**STOPS, "happened_on": TODAY - A_DAY}
    return withdraw(jessica_of(case), by=actor, now=NOON, **values)


def stands(case, status):
    daniel = daniel_of(case)
    daniel.status = status
    daniel.save()


def due(case, actor):
    cases = Case.objects.filter(pk=case.pk)
    rows = due_items(cases, actor, today=TODAY, until=TODAY)
    return [row for row in rows if row.what == TELL]


def told(left, actor, on=TODAY):
    return other_side_told(left, told_on=on, by=actor, now=NOON)


@pytest.mark.parametrize("on", [TODAY, TODAY - A_DAY])
def test_who_told_them_and_when_is_kept_audited_and_in_the_history(case, left, actor, world, on):
    told(left, actor, on)

    left.refresh_from_db()
    assert (left.told_on, left.told_by) == (on, world.users["facilitator"])
    event = Event.objects.get(verb="withdrawal.told")
    assert (event.subject_id, event.detail) == (str(left.pk), {"case": case.reference})
    entry = TimelineEntry.objects.get(kind="withdrawal.told")
    assert (entry.participant, entry.subject_id) == (left.participant, left.pk)
    assert KINDS["withdrawal.told"].title(Told(entry.codes, "Jessica H.", {})) == (
        "Jessica H. stepped back: the other side was told that it does not go on"
    )


def test_it_is_written_down_once(left, actor):
    told(left, actor)

    with pytest.raises(SomebodyWasFirst):
        told(left, actor)
    assert Event.objects.filter(verb="withdrawal.told").count() == 1


@pytest.mark.parametrize("on", [TODAY + A_DAY, TODAY - 2 * A_DAY])
def test_the_day_lies_between_the_withdrawal_and_today(left, actor, on):
    with pytest.raises(ImpossibleDay):
        told(left, actor, on)
    assert Withdrawal.objects.get().told_on is None


def test_it_is_due_until_then(case, left, actor):
    (one,) = due(case, actor)

    assert (one.on, one.page) == (left.happened_on, "cases:withdrawn")
    assert one.args == (case.reference, str(left.participant_id))
    told(left, actor)
    assert due(case, actor) == []


@pytest.mark.parametrize("status", ["not_contacted", "attempting", "declined", "unreachable"])
def test_nobody_waits_who_was_never_reached_or_has_left(case, left, actor, status):
    stands(case, status)

    assert due(case, actor) == []


def test_whoever_came_back_needs_no_telling(case, left, actor):
    jessica = jessica_of(case)
    jessica.status = "willing"
    jessica.save()

    assert due(case, actor) == []


def test_the_page_says_it_and_takes_the_day(world, case, left):
    client = world.client("facilitator")
    page, form = (url(name, case, left.participant_id) for name in ("withdrawn", "other_side_told"))
    before = client.get(page).content.decode()

    ahead = client.post(form, day("told_on", TODAY + A_DAY))
    early = client.post(form, day("told_on", TODAY - 9 * A_DAY))
    answer = client.post(form, day("told_on", TODAY), follow=True)
    again = client.post(form, day("told_on", TODAY))

    assert "I have told them" in before
    assert [one.status_code for one in (ahead, early, again)] == [422, 422, 409]
    assert answer.redirect_chain == [(page, 302)]
    text = answer.content.decode()
    assert "Facilitator told them on 12 August 2026." in text
    assert "I have told them" not in text
    reader = world.client("supervisor")
    assert (reader.get(page).status_code, reader.get(form).status_code) == (200, 403)


def test_only_of_somebody_of_the_case_who_stepped_back(world, case, left):
    client = world.client("facilitator")
    other = two_sided_case(world)

    assert [
        client.get(url("other_side_told", case, one.pk)).status_code
        for one in (daniel_of(case), jessica_of(other))
    ] == [404, 404]
    for name in ("stranger", "neighbour"):
        address = url("other_side_told", case, left.participant_id)
        assert world.client(name).get(address).status_code == 404

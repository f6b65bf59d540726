from datetime import date, timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.access import answer_access, ask_for_access, chase_access
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.custody_rows import CustodyRefused
from cases.models import AccessRequest
from tests.factories.custody import AccessRequestFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)


def asked(work, **told):
    told = {"establishment": "MDI", "asked_on": TODAY - A_DAY, "note": "A visit.", **told}
    return ask_for_access(work.responsible, by=work.by, now=NOON, **told)


@pytest.fixture
def request_(work):
    return AccessRequestFactory(participant=work.responsible, asked_on=TODAY - A_DAY, note="A.")


def answered(work, row, **told):
    told = {"state": "granted", "answered_on": TODAY, "note": "", "version": 1, **told}
    return answer_access(row, by=work.by, now=NOON, **told)


def test_a_prison_is_chased_ten_working_days_after_it_was_asked(work):
    row = asked(work, asked_on=TODAY)

    assert (row.state, row.chase_on) == ("asked", date(2026, 8, 26))
    event = Event.objects.get(verb="access.asked")
    assert event.detail == {"case": work.case.reference, "establishment": "MDI"}


def test_a_bank_holiday_is_no_working_day(work):
    row = AccessRequestFactory(participant=work.responsible, asked_on=TODAY)
    row = chase_access(row, chased_on=TODAY, version=1, by=work.by, now=NOON)
    assert row.chase_on == date(2026, 8, 26)
    later = NOON + 12 * A_DAY
    row = chase_access(row, chased_on=later.date(), version=2, by=work.by, now=later)

    assert (row.state, row.chase_on) == ("chased", date(2026, 9, 8))
    assert Event.objects.filter(verb="access.chased").count() == 2


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"establishment": "QQQ"}, CustodyRefused),
        ({"asked_on": TODAY + A_DAY}, ImpossibleDay),
        ({"asked_on": date(2026, 8, 2)}, ImpossibleDay),
    ],
)
def test_what_cannot_be_asked_is_refused(work, told, why):
    with pytest.raises(why):
        asked(work, **told)
    assert AccessRequest.objects.count() == 0


def test_a_prison_is_not_asked_twice_at_once(work):
    asked(work)

    with pytest.raises(CustodyRefused, match="Moorland .* has been asked already"):
        asked(work)
    asked(work, establishment="ACI")


@pytest.mark.parametrize("state", ["granted", "refused"])
def test_the_prison_answers(work, request_, state):
    answered(work, request_, state=state, note="Bring two forms of identity.")

    row = AccessRequest.objects.get()
    assert (row.state, row.answered_on) == (state, TODAY)
    assert row.note == "A.\n\nBring two forms of identity."
    assert Event.objects.filter(verb=f"access.{state}").count() == 1
    with pytest.raises(SomebodyWasFirst):
        answered(work, request_, version=2)
    asked(work)


def test_an_answer_that_cannot_be_is_refused(work, request_):
    for told, why in (
        ({"state": "chased"}, CustodyRefused),
        ({"answered_on": TODAY - 2 * A_DAY}, ImpossibleDay),
        ({"answered_on": TODAY + A_DAY}, ImpossibleDay),
        ({"version": 4}, Stale),
    ):
        with pytest.raises(why):
            answered(work, request_, **told)
    work.close()
    with pytest.raises(CaseClosed):
        answered(work, request_)
    assert AccessRequest.objects.get().state == "asked"

"""The last look at the risk is at most 14 days before a meeting."""

from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.conferences import NotReady
from cases.models import Clearance
from cases.queries.readiness import checked_on, is_old
from tests.factories.activities import ConferenceFactory
from tests.factories.cases import ClearanceFactory, ConsentFactory
from tests.moments import NOON, TODAY

from .conftest import moment_of
from .test_held_without_consent import WHY, answers, held

DAY = timedelta(days=1)
SIGNED = "The risk was last signed off on 28 July 2026"
OLD = f"{SIGNED}, over 14 days before the meeting on 12 August 2026."


@pytest.fixture
def signed(work):
    """Signed off 15 days ago, for eight weeks."""
    Clearance.objects.filter(case=work.case).delete()
    work.case.risk_second_on = TODAY - 15 * DAY
    work.case.save()
    return ClearanceFactory(case=work.case, happened_on=TODAY - 15 * DAY, until=TODAY + 41 * DAY)


def text_of(work, name, *more):
    return work.client.get(work.url(name, *more)).content.decode()


@pytest.mark.parametrize(("days", "old"), [(0, False), (14, False), (15, True)])
def test_a_look_lasts_for_fourteen_days(days, old):
    assert is_old(TODAY, TODAY + days * DAY) is old
    assert not is_old(None, TODAY)


def test_the_last_look_up_to_the_day_counts(work, signed):
    ClearanceFactory(case=work.case, happened_on=TODAY + DAY, until=TODAY + 9 * DAY)

    assert checked_on(work.case, TODAY, work.by) == TODAY - 15 * DAY
    assert checked_on(work.case, TODAY + DAY, work.by) == TODAY + DAY
    assert checked_on(work.case, TODAY - 16 * DAY, work.by) is None


def test_a_meeting_long_after_it_is_recorded_only_by_a_manager_who_says_why(work, planned, signed):
    with pytest.raises(NotReady, match=OLD):
        held(work, planned, passed_why=WHY)
    planned.refresh_from_db()
    assert planned.attendance == "planned"

    row = held(work, planned, "manager", passed_why=WHY)
    assert (row.attendance, row.passed_why) == ("held", WHY)
    assert Event.objects.get(verb="conference.recorded").detail["passed"] == ["checked_lately"]


def test_whatever_is_missing_is_told_at_once(work, planned, signed):
    ConsentFactory(participant=work.harmed, state="withdrawn", recorded_at=NOON + DAY)
    row = held(work, planned, "manager", passed_why=WHY)

    assert row.passed_why == WHY
    passed = Event.objects.get(verb="conference.recorded").detail["passed"]
    assert passed == ["consents_written", "checked_lately"]


def test_another_look_in_time_is_enough(work, planned, signed):
    ClearanceFactory(case=work.case, happened_on=TODAY - 14 * DAY, until=TODAY)

    assert held(work, planned).passed_why == ""


def test_the_forms_say_so_before(work, planned, signed):
    assert OLD in text_of(work, "conference_record", planned.pk)
    plan = text_of(work, "conference_plan")
    assert f"{SIGNED}. A meeting after 11 August 2026 asks for another look" in plan

    answer = work.client.post(work.url("conference_record", planned.pk), answers(work))
    assert answer.status_code == 422
    assert OLD in answer.content.decode()
    Clearance.objects.all().delete()
    assert "The risk was last signed off" not in text_of(work, "conference_plan")


@pytest.mark.parametrize(("days", "warned"), [(1, True), (0, False)])
def test_planning_too_late_is_done_and_answered_with_a_warning(work, signed, days, warned):
    told = {
        "form": "conf",
        "meeting": "in_person",
        "participants": [work.harmed.pk, work.responsible.pk],
        **moment_of("happened_at", NOON + days * DAY),
    }
    signed.happened_on = TODAY - 14 * DAY
    signed.save()
    answer = work.client.post(work.url("conference_plan"), told, follow=True)

    assert answer.redirect_chain == [(work.url("activities"), 302)]
    assert ("over 14 days before the meeting" in answer.content.decode()) is warned


@pytest.mark.parametrize(("days", "warned"), [(-1, False), (3, True), (14, True), (15, False)])
def test_the_case_says_so_in_the_fourteen_days_before(work, signed, days, warned):
    ConferenceFactory(case=work.case, attendance="planned", happened_at=NOON + days * DAY)
    text = text_of(work, "detail")

    assert (SIGNED in text) is warned


@pytest.mark.parametrize("look", ["first", "second"])
def test_whichever_look_it_was_the_case_says_what_the_form_will_say(work, signed, look):
    signed.look = look
    signed.save()
    work.case.risk_second_on = None
    work.case.save()
    ConferenceFactory(case=work.case, attendance="planned", happened_at=NOON + DAY)

    assert SIGNED in text_of(work, "detail")


def test_a_case_of_which_nobody_ever_signed_says_nothing_of_it(work, signed):
    Clearance.objects.all().delete()
    ConferenceFactory(case=work.case, attendance="planned", happened_at=NOON + DAY)

    assert SIGNED not in text_of(work, "detail")

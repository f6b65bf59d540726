"""A meeting at which somebody took part who had not agreed to it in writing."""

from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.conferences import NotReady, record_conference
from cases.queries.written import written_by
from tests.cases.work.conftest import moment_of
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
EARLIER = NOON - timedelta(hours=2)
WHY = "She signed on the day, and the paper was lost."


def held(work, conference, who="facilitator", **told):
    told = {
        "attendance": "held",
        "happened_at": EARLIER,
        "minutes": 90,
        "came": [work.harmed, work.responsible],
        **told,
    }
    return record_conference(conference, by=work.world.actor(who), now=NOON, **told)


def lacks(work):
    people = [work.harmed, work.responsible]
    return [one.pk for one in written_by(people, TODAY, work.by).missing]


def ends_consent(work):
    ConsentFactory(participant=work.harmed, state="withdrawn", recorded_at=NOON + DAY)


def test_a_written_yes_that_stands_on_the_day_is_enough(work, planned):
    assert lacks(work) == []
    assert held(work, planned).passed_why == ""
    detail = Event.objects.get(verb="conference.recorded").detail
    assert "passed" not in detail


@pytest.mark.parametrize(
    "values",
    [
        {"state": "withdrawn"},
        {"state": "refused"},
        {"method": "verbal"},
    ],
)
def test_what_was_said_last_counts_and_only_in_writing(work, planned, values):
    ConsentFactory(participant=work.harmed, recorded_at=NOON + DAY, **values)

    assert lacks(work) == [work.harmed.pk]


def test_what_is_said_after_the_day_counts_for_neither(work, planned):
    ConsentFactory(participant=work.harmed, state="withdrawn", happened_on=TODAY + DAY)
    assert lacks(work) == []

    friend = ParticipantFactory(case=work.case, role="supporter", side="harmed")
    ConsentFactory(participant=friend, happened_on=TODAY + DAY)
    assert written_by([friend], TODAY, work.by).missing == [friend]


def test_for_an_under_18_a_parent_agrees_besides_and_an_interpreter_is_not_asked(work, planned):
    work.harmed.person.date_of_birth = TODAY.replace(year=TODAY.year - 15)
    assert lacks(work) == [work.harmed.pk]

    mother = ParticipantFactory(case=work.case, role="parent", side="harmed")
    ConsentFactory(participant=work.harmed, given_by=mother)
    assert lacks(work) == []
    interpreter = ParticipantFactory(case=work.case, role="interpreter", side="neutral")
    assert written_by([interpreter], TODAY, work.by).missing == []


@pytest.mark.parametrize(
    ("who", "reason"), [("facilitator", WHY), ("manager", " "), ("facilitator", "")]
)
def test_it_is_recorded_only_by_a_manager_who_says_why(work, planned, who, reason):
    ends_consent(work)
    with pytest.raises(NotReady) as refused:
        held(work, planned, who, passed_why=reason)

    assert str(refused.value) == (
        "On 12 August 2026 no written consent of Jessica M. to take part stood. "
        "A service manager can record the meeting all the same, and say why."
    )
    planned.refresh_from_db()
    assert (planned.attendance, planned.passed_why) == ("planned", None)
    assert Event.objects.filter(verb="conference.recorded").count() == 0


def test_a_manager_records_it_and_the_case_says_why(work, planned):
    ends_consent(work)
    row = held(work, planned, "manager", passed_why=WHY)

    assert (row.attendance, row.passed_why) == ("held", WHY)
    assert Event.objects.get(verb="conference.recorded").detail["passed"] == ["consents_written"]


def test_a_reason_that_nobody_needed_is_not_kept(work, planned):
    assert held(work, planned, "manager", passed_why=WHY).passed_why == ""


def answers(work, **given):
    return {
        "attendance": "held",
        "minutes": "90",
        "came": [work.harmed.pk, work.responsible.pk],
        "apology_given": "yes",
        "note": "They spoke for long.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def test_the_form_says_so_and_asks_a_manager_alone(work, planned):
    ends_consent(work)
    address = work.url("conference_record", planned.pk)
    page = work.client.get(address)
    refused = work.client.post(address, answers(work, passed_why=WHY))
    manager = work.world.client("manager")
    asked = manager.get(address)
    empty = manager.post(address, answers(work))
    done = manager.post(address, answers(work, passed_why=WHY), follow=True)

    assert "No written consent to take part stands: Jessica M." in page.content.decode()
    assert "passed_why" not in page.context["form"].fields
    assert "passed_why" in asked.context["form"].fields
    assert (refused.status_code, empty.status_code) == (422, 422)
    assert "They spoke for long." in refused.content.decode()
    assert done.redirect_chain == [(work.url("activities"), 302)]
    assert f"Recorded although something was missing: {WHY}" in done.content.decode()


def test_where_all_have_agreed_the_form_says_nothing(work, planned):
    text = work.client.get(work.url("conference_record", planned.pk)).content.decode()

    assert "No written consent to take part stands" not in text

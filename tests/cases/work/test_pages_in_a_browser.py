from datetime import timedelta

import pytest

from tests.factories.activities import (
    AgreementActionFactory,
    AgreementFactory,
    ConferenceAttendanceFactory,
    ConferenceFactory,
)
from tests.factories.cases import ConsentFactory, ContactEntryFactory, SessionFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work):
    """The case with one of everything; gives the addresses of its pages."""
    user = work.world.users["facilitator"]
    session = SessionFactory(
        participant=work.harmed, attendance="planned", happened_at=NOON + timedelta(days=2)
    )
    SessionFactory(participant=work.responsible, minutes=180, place="Probation office")
    ContactEntryFactory(participant=work.harmed, recorded_by=user, note="She asked for time.")
    ConsentFactory(participant=work.harmed)
    ContactPointFactory(person=work.harmed.person, is_safe="unknown")
    conference = ConferenceFactory(case=work.case, place="Northtown library")
    for one in (work.harmed, work.responsible):
        ConferenceAttendanceFactory(conference=conference, participant=one)
    agreement = AgreementFactory(case=work.case)
    action = AgreementActionFactory(
        agreement=agreement, owner=work.responsible, due_on=TODAY - timedelta(days=2)
    )
    person = work.harmed.pk
    return [
        work.url("contacts"),
        work.url("contact_add", person),
        work.url("consent_add", person),
        work.url("sessions"),
        work.url("session_add", person),
        work.url("session_record", session.pk),
        work.url("activities"),
        work.url("conference_plan"),
        work.url("conference_record", conference.pk),
        work.url("agreement_add"),
        work.url("agreement_action_add", agreement.pk),
        work.url("agreement_action", action.pk),
        work.url("reveal", person),
    ]


def test_every_page_of_the_work_fits_and_keeps_nobody_out(busy, walker, work):
    walker.become(work.world.users["facilitator"])
    for address in busy:
        walker.visit(address)

    walker.press("Show contact details")
    walker.reads("Not known to be safe: do not use")


def test_an_empty_form_leads_to_its_first_gap(transactional_db, walker, work):
    walker.become(work.world.users["facilitator"]).visit(work.url("contact_add", work.harmed.pk))

    walker.page.get_by_text("Say more, or log it for another time").click()
    walker.press("Log it")

    walker.reads("There is a problem")
    walker.page.get_by_role("link", name="Select what came of it").click()
    assert walker.page.evaluate("document.activeElement.name") == "outcome"

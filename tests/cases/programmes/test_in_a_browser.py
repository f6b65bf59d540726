from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.programmes import EnrolmentFactory
from tests.moments import NOON

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work, course, place, meeting):
    """A course with two people on it, one of another case; gives the addresses of its pages."""
    EnrolmentFactory(participant=work.foreign, programme=course)
    return [
        reverse("cases:programmes", args=["kent"]),
        reverse("cases:programme_start", args=["kent"]),
        reverse("cases:programme", args=["kent", course.pk]),
        reverse("cases:programme_meeting", args=["kent", course.pk, meeting.pk]),
        work.url("sessions"),
        work.url("enrolment_add", work.harmed.pk),
        work.url("enrolment_end", place.pk),
    ]


def test_the_pages_of_programmes_fit_and_keep_nobody_out(busy, walker, work):
    walker.become(work.world.users["facilitator"])
    for address in busy:
        walker.visit(address)


def test_a_programme_is_planned_and_a_meeting_recorded(transactional_db, walker, work):
    walker.become(work.world.users["facilitator"])
    walker.visit(reverse("cases:programmes", args=["kent"])).follow("Plan a programme")
    walker.answer(kind="awareness", name="Awareness, Maidstone").press("Plan the programme")
    walker.reads("Enter the day and the time of the first meeting")
    walker.answer(starts_at=NOON - timedelta(days=1)).send()
    walker.take("a[href*=meetings]").answer(became="held").send()

    walker.reads("0 of 0 came")

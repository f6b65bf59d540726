from datetime import timedelta

import pytest

from areas.tenancy import in_area
from cases.actions.withdrawal import withdraw
from cases.models import ContactEntry
from tests.cases.made import daniel_of, jessica_of, two_sided_case, url
from tests.factories.cases import ConsentFactory, ContactEntryFactory, SessionFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY

pytestmark = pytest.mark.browser


@pytest.fixture
def case(transactional_db, world):
    """Jessica may be rung and texted; Daniel has stepped back."""
    with in_area(world.kent.pk):
        case = two_sided_case(world)
        jessica, daniel, user = jessica_of(case), daniel_of(case), world.users["facilitator"]
        jessica.may_contact = "yes"
        jessica.save()
        ContactPointFactory(person=jessica.person, text_ok="yes", safe_times="weekdays after 11")
        ContactPointFactory(person=jessica.person, kind="email", is_safe="no")
        ConsentFactory(participant=jessica, recorded_by=user, witness="Ann Other")
        old = TODAY - timedelta(days=200)
        ConsentFactory(participant=jessica, purpose="survey", recorded_by=user, happened_on=old)
        for days, channel in ((9, "phone"), (5, "phone"), (1, "letter")):
            ContactEntryFactory(
                participant=jessica,
                recorded_by=user,
                channel=channel,
                outcome="sent" if channel == "letter" else "no_answer",
                happened_at=NOON - timedelta(days=days),
                next_contact_on=TODAY,
            )
        SessionFactory(participant=jessica, attendance="planned", happened_at=NOON, minutes=None)
        ConsentFactory(participant=daniel, recorded_by=user)
        withdraw(
            daniel,
            reason="w_noreason",
            offer_open=True,
            future_contact_ok=False,
            may_tell_other_side=True,
            happened_on=TODAY,
            by=world.actor("facilitator"),
            now=NOON,
        )
    return case


def places(case):
    jessica, daniel = jessica_of(case), daniel_of(case)
    return [
        url("contacts", case),
        url("contact_add", case, jessica.pk),
        url("contact_add", case, daniel.pk),
        url("consents", case, jessica.pk),
        url("consent_add", case, jessica.pk),
        url("withdraw", case, jessica.pk),
        url("withdrawn", case, daniel.pk),
    ]


def test_being_in_touch_fits_and_keeps_nobody_out(walker, world, case):
    with in_area(world.kent.pk):
        found = places(case)
    walker.become(world.users["facilitator"])
    for address in found:
        walker.visit(address)
    walker.visit(found[1])
    walker.page.get_by_role("button", name="Telephone: No answer").focus()
    with walker.page.expect_navigation(wait_until="load"):
        walker.page.keyboard.press("Enter")
    walker.look().reads("The contact has been logged.")
    with in_area(world.kent.pk):
        assert ContactEntry.objects.count() == 4

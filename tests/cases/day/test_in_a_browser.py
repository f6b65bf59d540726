from datetime import timedelta

import pytest
from django.urls import reverse

from areas.tenancy import in_area
from cases.models import Concern
from tests.cases.made import daniel_of, day, get_ready, jessica_of, two_sided_case, url
from tests.factories.cases import ContactEntryFactory, RestrictionFactory, SessionFactory
from tests.moments import NOON, TODAY

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)


@pytest.fixture
def busy(transactional_db, world):
    """A case with something of everything, one on hold, one put off and one that stands still."""
    with in_area(world.kent.pk):
        case = get_ready(two_sided_case(world, last_activity_at=NOON - 45 * DAY))
        jessica, daniel = jessica_of(case), daniel_of(case)
        jessica.safe_contact = "Text first, weekdays after five."
        jessica.save()
        ContactEntryFactory(
            participant=jessica, happened_at=NOON + DAY, next_contact_on=TODAY - DAY
        )
        ContactEntryFactory(participant=daniel, happened_at=NOON + DAY, next_contact_on=TODAY)
        case.participants.update(status="contacted")
        SessionFactory(participant=jessica, attendance="planned", happened_at=NOON - DAY)
        SessionFactory(participant=jessica, attendance="planned", happened_at=NOON + DAY / 12)
        SessionFactory(participant=daniel, attendance="planned", happened_at=NOON + 2 * DAY)
        two_sided_case(world, hold_until=TODAY + DAY)
        two_sided_case(world).pairs.update(state="not_now", recontact_on=TODAY + DAY)
        two_sided_case(world, with_team=False)
        Concern.objects.create(
            area=world.kent,
            participant=jessica,
            raised_to=world.users["facilitator"],
            what="She is afraid.",
            happened_at=NOON,
            recorded_at=NOON,
            recorded_by=world.users["colleague"],
        )
        case.timeline.create(
            area=world.kent,
            kind="case.released",
            happened_at=NOON,
            recorded_at=NOON,
            recorded_by=world.users["colleague"],
        )
    return case


def page(name, *args):
    return reverse(f"cases:{name}", args=["kent", *args])


def jessica_key(case, world):
    with in_area(world.kent.pk):
        return jessica_of(case).pk


def test_a_day_leads_to_the_form_where_it_is_done(busy, walker, world):
    walker.become(world.users["facilitator"]).visit(page("my_day"))
    walker.reads("1 thing is overdue, 1 is due today, 1 meeting today.")
    walker.reads("Answer a concern about Jessica H.").reads("Text first, weekdays after five.")
    link = walker.page.locator("a.govuk-task-list__link", has_text="Contact Jessica H.")

    jessica = jessica_key(busy, world)
    assert link.get_attribute("href") == url("contact_add", busy, jessica)


def test_a_coordinator_sees_who_has_what_and_what_stands_still(busy, walker, world):
    walker.become(world.users["coordinator"]).visit(page("caseload"))

    walker.reads("Over six weeks").reads("Nobody works on these yet")


def test_a_manager_restricts_and_goes_past_what_is_missing(busy, walker, world):
    with in_area(world.kent.pk):
        case = two_sided_case(world, is_restricted=True)
        row = RestrictionFactory(case=case, recorded_by=world.users["deputy"])
        busy.workers.filter(role="second").delete()
    walker.become(world.users["manager"])
    for address in (
        page("restricted"),
        page("restriction", row.pk),
        page("restriction_take", row.pk),
        page("restriction_lift", row.pk),
        url("move", busy),
        url("restrict", busy),
    ):
        walker.visit(address)


def test_whoever_was_second_chooses_between_both_versions(busy, walker, world):
    walker.become(world.users["facilitator"]).visit(url("hold", busy))
    answers = {"version": 1, "reason": "agency", **day("until", TODAY + 9 * DAY)}
    assert world.client("colleague").post(url("hold", busy), answers).status_code == 302

    walker.answer(reason="asked", until=TODAY + 5 * DAY).send()
    walker.reads("This record changed while you were editing").reads("Where the two differ")
    walker.reads("Theirs, as it stands now: Waiting for an agency")
    walker.answer(merge_reason="theirs").send()

    with in_area(world.kent.pk):
        busy.refresh_from_db()
    assert (busy.hold_reason, busy.hold_until) == ("agency", TODAY + 5 * DAY)

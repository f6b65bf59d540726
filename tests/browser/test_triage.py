from datetime import timedelta

import pytest
from django.urls import reverse

from areas.tenancy import in_area
from referrals.actions import decide_referral
from referrals.models import EligibilitySettings, ReferralDecision
from referrals.stages import Decision
from tests.conftest import DESK, PHONE
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def viewport(request):
    return request.param


@pytest.fixture
def referrals(transactional_db, world):
    """Three of probation, the second one about somebody else's harm."""
    with in_area(world.kent.pk):
        found = [
            FullReferralFactory(
                area=world.kent,
                agency=world.probation,
                received_at=NOON - timedelta(days=5 - n),
                triage_due_on=(NOON - timedelta(days=2 - n)).date(),
                incident__offence=offence,
                incident__flags=flags,
                incident__account="He took her telephone.",
                harmed__age_told=17,
                harmed__person__first_name="Jessica",
                harmed__person__last_name="Lane",
                responsible__person__first_name="Daniel",
                agreed_to_referral="yes",
            )
            for n, (offence, flags) in enumerate([
                ("rob_pers", ["da"]),
                ("arson", []),
                ("burg_dwell", ["da", "hate"]),
            ])
        ]
        for one in found:
            SubmissionFactory(referral=one, agency=world.probation)
    return found


def inbox(walker, world, name="coordinator"):
    return walker.become(world.users[name]).visit(reverse("referrals:inbox", args=["kent"]))


def test_a_coordinator_works_through_a_filtered_queue(walker, world, referrals):
    first, _other, third = referrals
    inbox(walker, world).reads("3 waiting, 2 past the 2 working day target")
    walker.page.get_by_text("Filter", exact=True).click()
    walker.answer(flag="da").press("Apply filters")
    walker.follow(first.reference).reads("Look twice: Domestic abuse, Under 18.")
    walker.follow("Next referral")
    assert walker.heading.endswith(third.reference)
    walker.follow("Previous referral").follow("Not suitable")
    walker.press("Save the decision").reads("Select why it is not suitable")
    walker.answer(reason="r_unsafe", instead="victim_service", told=["referrer", "harmed"])
    walker.answer(note="Not now.").send()

    assert walker.view_name == "referrals:inbox"
    walker.reads("Showing 1 to 1 of 1")
    assert walker.page.get_by_label("Flag").input_value() == "da"


def test_a_referral_waits_is_answered_and_taken_up_again(walker, world, referrals):
    referral = referrals[0]
    inbox(walker, world).follow(referral.reference).follow("Ask for information")
    walker.answer(paused_for="person", note="How old is he?").send()
    walker.open("referrals:detail", "kent", referral.reference).follow("Write down the answer")
    walker.reads("How old is he?").answer(channel="phone", text="He is 19.").send()
    walker.reads("gave the missing information").follow("Information only")
    walker.answer(instead="information", told=["harmed"], note="She wanted to know.").send()
    inbox(walker, world)
    if walker.page.get_by_text("Queues: To triage").is_visible():
        walker.page.get_by_text("Queues: To triage").click()
    walker.page.get_by_role("link", name="Declined").click()
    walker.look().follow(referral.reference).follow("Take up again")
    walker.answer(note="He wrote to us.").send().reads("took this referral up again")


def test_the_second_of_two_coordinators_keeps_what_was_written(walker, world, referrals):
    referral = referrals[0]
    inbox(walker, world).follow(referral.reference).follow("Not suitable")
    with in_area(world.kent.pk):
        decide_referral(
            referral, decision=Decision.AGE, note="", by=world.actor("manager"), now=NOON
        )
    walker.answer(reason="r_unsafe", instead="nothing", told=["nobody"], note="He threatened her.")
    walker.press("Save the decision")

    assert walker.heading == "Somebody decided before you"
    walker.reads("He threatened her.").follow("Open the referral").reads("Take up again")
    with in_area(world.kent.pk):
        assert ReferralDecision.objects.get().decision == "r_age"


def test_a_manager_says_which_referrals_the_area_takes(transactional_db, walker, world):
    walker.become(world.users["manager"]).visit(reverse("areas:settings", args=["kent"]))
    walker.follow("Which referrals we take")
    walker.page.get_by_text("Sexual offences", exact=True).click()
    walker.answer(responsible_from_age=18, harm_rape="on_request").send()

    walker.reads("The rules have been saved.")
    with in_area(world.kent.pk):
        row = EligibilitySettings.objects.get()
        assert (row.responsible_from_age, row.on_request) == (18, ["rape"])

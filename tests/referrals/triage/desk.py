"""What the tests of the triage page and of deciding have in common."""

from django.urls import reverse

from areas.tenancy import set_context
from referrals.actions import decide_referral
from referrals.stages import Decision
from tests.moments import NOON

DECLINE = {
    "version": "1",
    "reason": "r_no_offender",
    "instead": "victim_service",
    "told": ["referrer", "harmed"],
    "note": "Nobody is known.",
}
ASK = {"version": "1", "paused_for": "referrer", "note": "Who was it?"}
TOLD = (
    "Manager decided on 12 August 2026 at midday not to open a case: "
    "Age outside what the service may take."
)


def detail(referral):
    return reverse("referrals:detail", args=["kent", referral.reference])


def decide(referral, way="not-suitable", query=""):
    there = reverse("referrals:decide", args=["kent", referral.reference])
    return f"{there}?as={way}{query}"


def reveal(referral, person_id):
    return reverse("referrals:reveal", args=["kent", referral.reference, person_id])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def first_decides(world, referral, decision=Decision.AGE, **more):
    by = world.actor("manager")
    decide_referral(referral, decision=decision, note="First.", by=by, now=NOON, **more)
    set_context(area_id=world.kent.pk, user_id=None)


def offered(answer):
    return [way.label for way in answer.context["ways"]]

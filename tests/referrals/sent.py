"""A referral as an agency's officer sends it, with a document, and what the worker makes of it."""

from datetime import date

from areas.roles import Role
from documents.actions import mark_scanned
from outbox.actions import work
from referrals.actions import IncidentTold, PersonTold, ReferrerTold, WayToReach, submit_referral
from referrals.models import ReferralDocument
from tests.documents.files import taken_in
from tests.moments import NOON
from tests.world import stand_in

JESSICA = PersonTold(
    side="harmed",
    first_name="Jessica",
    last_name="Lane",
    date_of_birth=date(1998, 2, 2),
    contact=WayToReach(kind="email", value="jessica@home.invalid", is_safe="yes"),
    needs="An interpreter for Jessica",
)
MOTHER = PersonTold(side="harmed", first_name="Ruth", last_name="Lane", part="family")
DANIEL = PersonTold(
    side="responsible",
    first_name="Daniel",
    last_name="Moss",
    accepts_responsibility="yes",
    custody="custody",
    establishment="HMP Northtown",
    release_on=date(2027, 1, 4),
    age_told=31,
    contact=WayToReach(kind="email", value="daniel@home.invalid", is_safe="yes"),
)
ROBBERY = IncidentTold(
    offence="rob_pers",
    account="Daniel took the telephone of Jessica.",
    happened_on=date(2026, 6, 3),
    police_reference="46/1234/26",
    justice_stage="custody",
    flags=["hate"],
    risks_told="Daniel knows where Jessica lives.",
)
OLU = ReferrerTold(name="Olu Adeyemi", email="olu@team.invalid", agreed="yes")


def send(world, who="referrer", **changes):
    told = {
        "received_at": NOON,
        "source": "prob_com",
        "channel": "web",
        "initiator": "prof",
        "incident": ROBBERY,
        "people": [JESSICA, MOTHER, DANIEL],
        "referrer": OLU,
        **changes,
    }
    by = told.pop("by", None) or world.actor(who)
    return submit_referral(by=by, now=NOON, **told)


def work_off(world, now=NOON):
    work(world.kent, clock=lambda: now)
    stand_in(world.kent)


def guest(world):
    user = world.join("guest", Role.GUEST, agency=world.probation)
    stand_in(world.kent)
    return user


def with_document(world, referral, *, scanned=True):
    document = taken_in(world)
    if scanned:
        document = mark_scanned(document, is_clean=True, by=world.actor("coordinator"), now=NOON)
    ReferralDocument.objects.create(
        area=referral.area,
        referral=referral,
        submission=referral.submissions.first(),
        document=document,
        recorded_at=NOON,
    )
    return document

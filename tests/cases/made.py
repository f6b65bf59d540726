"""Cases as tests need them: with two people on opposed sides, or ready for each step."""

from datetime import timedelta

from django.urls import reverse

from cases.models import Case
from cases.stages import ParticipantRole, ParticipantStatus, Side, Stage, WithdrawalReason
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
    CaseWorkerFactory,
    ConsentFactory,
    ContactEntryFactory,
    PairFactory,
    ParticipantFactory,
    ResponsibleFactory,
    SessionFactory,
)
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralFactory
from tests.moments import NOON, TODAY

MONTH = timedelta(days=30)
HARMED = {"role": ParticipantRole.HARMED, "side": Side.HARMED}
STOPS = {
    "reason": WithdrawalReason.HEALTH,
    "offer_open": True,
    "future_contact_ok": True,
    "may_tell_other_side": False,
    "happened_on": TODAY,
}


def team(case, world):
    CaseWorkerFactory(case=case, user=world.users["facilitator"], role="lead")
    CaseWorkerFactory(case=case, user=world.users["colleague"], role="second")


def two_sided_case(world, *, area=None, with_team=True, **values) -> Case:
    """Jessica and Daniel, from a referral of a month ago, with two facilitators if it is Kent's."""
    area = area or world.kent
    values = {"opened_at": NOON - MONTH, "last_activity_at": NOON - MONTH, **values}
    case = CaseFactory(area=area, **values)
    CaseReferralFactory(case=case, referral=ReferralFactory(area=area, received_at=NOON - MONTH))
    jessica = PersonFactory(area=area, first_name="Jessica", last_name="Harmed")
    daniel = PersonFactory(area=area, first_name="Daniel", last_name="Responsible")
    one = ParticipantFactory(case=case, person=jessica)
    other = ResponsibleFactory(case=case, person=daniel)
    PairFactory(case=case, one=one, other=other)
    if with_team and area == world.kent:
        team(case, world)
    return case


def jessica_of(case):
    return case.participants.get(person__first_name="Jessica")


def daniel_of(case):
    return case.participants.get(person__first_name="Daniel")


def get_ready(case, *, stage=Stage.ASSESSMENT) -> Case:
    """Everything that every step asks for is there, but for a letter or a meeting."""
    for one in case.participants.all():
        one.status, one.may_contact = ParticipantStatus.WILLING, "yes"
        one.safe_contact = "Text first."
        if one.side == "responsible":
            one.responsibility_accepted_on = TODAY
        one.save()
        ContactEntryFactory(participant=one, information_given=True)
        ConsentFactory(participant=one)
        SessionFactory(participant=one)
    case.pairs.update(state="willing")
    case.stage, case.risk_cleared_until, case.risk_level = stage, TODAY + MONTH, "medium"
    case.risk_second_on = TODAY
    case.save()
    return case


def url(name, case, *args, area="kent"):
    return reverse(f"cases:{name}", args=[area, case.reference, *args])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}

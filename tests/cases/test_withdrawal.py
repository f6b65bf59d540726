from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.participants import update_participant
from cases.actions.withdrawal import AlreadyWithdrew, withdraw
from cases.models import Consent, Participant, Withdrawal
from cases.stages import ParticipantStatus
from tests.cases.made import STOPS, daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.cases import (
    ClearanceFactory,
    PairFactory,
    SessionFactory,
)
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)


def test_a_withdrawal_stops_everything_about_the_person_at_once(case, actor, world):
    case = get_ready(case, stage="preparation")
    ClearanceFactory(case=case)
    jessica, daniel = jessica_of(case), daniel_of(case)
    hers = SessionFactory(participant=jessica, attendance="planned", minutes=None)
    his = SessionFactory(participant=daniel, attendance="planned", minutes=None)

    left = withdraw(jessica, note="She is ill.", by=actor, now=LATER, **STOPS)

    jessica.refresh_from_db()
    hers.refresh_from_db()
    his.refresh_from_db()
    assert (jessica.status, jessica.may_contact, left.stage, left.note) == (
        "withdrew",
        "yes",
        "preparation",
        "She is ill.",
    )
    assert case.pairs.get().state == "ended"
    assert (hers.attendance, his.attendance) == ("cancelled", "planned")
    consents = Consent.objects.filter(participant=jessica).order_by("recorded_at")
    assert list(consents.values_list("state", "happened_on")) == [
        ("given", TODAY),
        ("withdrawn", TODAY),
    ]
    assert case.clearances.filter(ended_at=None).count() == 1
    assert Event.objects.get(verb="participant.withdrew").detail == {
        "case": case.reference,
        "reason": "w_health",
        "sessions": 1,
        "consents": 1,
    }
    assert hers.whose_doing == "participant"


def test_one_who_wants_no_contact_gets_none(case, actor):
    withdraw(jessica_of(case), by=actor, now=NOON, **{**STOPS, "future_contact_ok": False})

    assert jessica_of(case).may_contact == "no"


def test_without_a_consent_there_is_none_to_withdraw(case, actor):
    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)

    assert not Consent.objects.exists()


@pytest.mark.parametrize("stage", ["assessment", "preparation", "conference", "outcome", "closed"])
def test_one_may_withdraw_at_any_stage(world, actor, stage):
    closed_on = TODAY if stage == "closed" else None
    case = two_sided_case(world, stage=stage, closed_on=closed_on)

    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)

    assert Withdrawal.objects.get().stage == stage
    assert case.pairs.get().state == "ended"


def test_a_withdrawal_is_recorded_once(case, actor):
    jessica = jessica_of(case)
    withdraw(jessica, by=actor, now=NOON, **STOPS)

    with pytest.raises(AlreadyWithdrew):
        withdraw(jessica, by=actor, now=NOON, **STOPS)

    assert Withdrawal.objects.count() == 1


def test_they_cannot_have_withdrawn_tomorrow(case, actor):
    with pytest.raises(ImpossibleDay):
        withdraw(jessica_of(case), by=actor, now=NOON, **{**STOPS, "happened_on": TODAY + DAY})


def test_one_who_withdrew_may_come_back(case, actor):
    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)
    jessica = jessica_of(case)

    update_participant(
        jessica, version=jessica.version, status=ParticipantStatus.CONSIDERING, by=actor, now=NOON
    )

    assert (jessica_of(case).status, case.pairs.get().state) == ("considering", "open")


def test_of_two_pairs_only_theirs_ends(case, actor):
    other = PairFactory(case=case)

    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)

    other.refresh_from_db()
    assert other.state == "open"


def test_a_participant_of_another_case_is_not_reached_through_this_one(case, world, actor):
    stranger = jessica_of(two_sided_case(world))
    stranger.case = case

    with pytest.raises(Participant.DoesNotExist):
        withdraw(stranger, by=actor, now=NOON, **STOPS)

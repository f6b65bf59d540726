from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions import participants
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.pairs import state_between
from cases.actions.participants import (
    AlreadyWithdrew,
    InTheCase,
    WrongSide,
    add_participant,
    reached,
    took_part,
    update_participant,
    withdraw,
)
from cases.models import Consent, Pair, Participant, Withdrawal
from cases.stages import ParticipantRole, ParticipantStatus, Side, WithdrawalReason
from tests.cases.made import MONTH, daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.cases import ClearanceFactory, PairFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)
HARMED = {"role": ParticipantRole.HARMED, "side": Side.HARMED}
STOPS = {
    "reason": WithdrawalReason.HEALTH,
    "offer_open": True,
    "future_contact_ok": True,
    "may_tell_other_side": False,
    "happened_on": TODAY,
}


@pytest.fixture
def case(world):
    return two_sided_case(world)


@pytest.fixture
def actor(world):
    return world.actor("facilitator")


@pytest.mark.parametrize(
    ("one", "other", "current", "state"),
    [
        ("not_contacted", "contacted", "open", "open"),
        ("willing", "considering", "not_now", "not_now"),
        ("willing", "willing", "not_now", "willing"),
        ("willing", "participated", "open", "willing"),
        ("declined", "willing", "willing", "ended"),
        ("willing", "withdrew", "willing", "ended"),
        ("contacted", "unreachable", "open", "ended"),
        ("considering", "willing", "ended", "open"),
    ],
)
def test_a_pair_stands_as_its_two_do(one, other, current, state):
    assert state_between(one, other, current=current) == state


def test_a_new_person_is_added_and_paired_with_everybody_opposed(case, actor):
    row = add_participant(case, by=actor, now=LATER, first_name="Mary", last_name="Brown", **HARMED)

    assert (row.person.full_name, row.side, row.status) == ("Mary Brown", "harmed", "not_contacted")
    assert Pair.objects.get(one=row).other == daniel_of(case)
    assert Event.objects.get(verb="participant.added").detail == {
        "case": case.reference,
        "role": "harmed",
        "side": "harmed",
    }
    case.refresh_from_db()
    assert case.last_activity_at == LATER


def test_three_against_two_are_six_pairs_and_a_supporter_is_in_none(world, actor):
    case = two_sided_case(world)
    for number in range(2):
        add_participant(case, by=actor, now=NOON, first_name=f"Harmed{number}", **HARMED)
    responsible = {"role": ParticipantRole.RESPONSIBLE, "side": Side.RESPONSIBLE}
    add_participant(case, by=actor, now=NOON, first_name="Second", **responsible)
    add_participant(
        case, role=ParticipantRole.SUPPORTER, side=Side.HARMED, by=actor, now=NOON, first_name="Sam"
    )

    assert case.pairs.count() == 6


def test_the_parties_of_a_mediation_are_opposed(case, actor):
    for side in (Side.PARTY_A, Side.PARTY_B):
        add_participant(
            case, role=ParticipantRole.PARTY, side=side, by=actor, now=NOON, first_name="Party"
        )

    assert case.pairs.filter(one__side="party_a", other__side="party_b").count() == 1


def test_a_person_is_in_a_case_once(case, actor):
    with pytest.raises(InTheCase, match="Jessica H. is in this case already."):
        add_participant(case, by=actor, now=NOON, person=jessica_of(case).person, **HARMED)


@pytest.mark.parametrize(
    ("role", "side"),
    [
        (ParticipantRole.HARMED, Side.RESPONSIBLE),
        (ParticipantRole.RESPONSIBLE, Side.NEUTRAL),
        (ParticipantRole.PARTY, Side.HARMED),
    ],
)
def test_a_role_has_its_sides(case, actor, role, side):
    with pytest.raises(WrongSide):
        add_participant(case, role=role, side=side, by=actor, now=NOON, first_name="Mary")


def test_nobody_is_added_to_a_closed_case(world, actor):
    case = two_sided_case(world, stage="closed", closed_on=TODAY)

    with pytest.raises(CaseClosed):
        add_participant(case, by=actor, now=NOON, person=PersonFactory(area=case.area), **HARMED)


def test_how_somebody_stands_is_changed_and_the_pair_follows(case, actor):
    for one in (jessica_of(case), daniel_of(case)):
        update_participant(
            one, version=1, status="willing", safe_contact="Text only", by=actor, now=LATER
        )

    jessica = jessica_of(case)
    assert (jessica.status, jessica.safe_contact, jessica.version) == ("willing", "Text only", 2)
    assert case.pairs.get().state == "willing"
    assert Event.objects.filter(verb="participant.changed").values_list("detail", flat=True)[0] == {
        "case": case.reference,
        "fields": ["status", "safe_contact"],
    }


def test_the_second_to_change_somebody_is_told(case, actor):
    jessica = jessica_of(case)
    update_participant(jessica, version=1, status="willing", by=actor, now=NOON)

    with pytest.raises(Stale):
        update_participant(jessica, version=1, status="declined", by=actor, now=NOON)

    assert jessica_of(case).status == "willing"


@pytest.mark.parametrize("day", [TODAY + DAY, TODAY - MONTH - DAY])
def test_responsibility_is_accepted_on_a_possible_day(case, actor, day):
    with pytest.raises(ImpossibleDay):
        update_participant(
            daniel_of(case), version=1, responsibility_accepted_on=day, by=actor, now=NOON
        )


def test_a_supervisor_changes_nobody(case, world):
    with pytest.raises(PermissionDenied):
        update_participant(
            jessica_of(case), version=1, status="willing", by=world.actor("supervisor"), now=NOON
        )


@pytest.mark.parametrize(
    ("status", "two_way", "after"),
    [
        ("not_contacted", False, "attempting"),
        ("not_contacted", True, "contacted"),
        ("attempting", True, "contacted"),
        ("unreachable", True, "contacted"),
        ("attempting", False, "attempting"),
        ("willing", True, "willing"),
        ("withdrew", True, "withdrew"),
        ("unreachable", False, "unreachable"),
    ],
)
def test_a_contact_moves_up_only_a_status_that_is_behind_it(case, status, two_way, after):
    jessica = jessica_of(case)
    jessica.status = status

    reached(jessica, two_way=two_way)

    assert jessica.status == after


@pytest.mark.parametrize(
    ("status", "after"), [("willing", "participated"), ("withdrew", "withdrew")]
)
def test_taking_part_counts_unless_they_have_left(case, status, after):
    jessica = jessica_of(case)
    jessica.status = status

    took_part(jessica)

    assert jessica.status == after


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
        "unknown",
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
        "stage": "preparation",
    }


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


ACTS = {
    "add": lambda case, actor: add_participant(
        case, by=actor, now=NOON, first_name="Mary", **HARMED
    ),
    "update": lambda case, actor: update_participant(
        jessica_of(case), version=1, status="willing", by=actor, now=NOON
    ),
    "withdraw": lambda case, actor: withdraw(jessica_of(case), by=actor, now=NOON, **STOPS),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_failure_after_the_write_leaves_nothing(case, actor, monkeypatch, act):
    def broken(case, *, now):
        raise RuntimeError

    monkeypatch.setattr(participants, "touch", broken)
    with pytest.raises(RuntimeError):
        ACTS[act](case, actor)

    assert (case.participants.count(), jessica_of(case).status) == (2, "not_contacted")
    assert (Withdrawal.objects.count(), Event.objects.count()) == (0, 0)

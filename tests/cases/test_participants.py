from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions import participants, withdrawal
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.pairs import state_between
from cases.actions.participants import (
    InTheCase,
    WrongSide,
    add_participant,
    reached,
    took_part,
    update_participant,
)
from cases.actions.withdrawal import withdraw
from cases.models import Pair, Withdrawal
from cases.stages import ParticipantRole, Side
from tests.cases.made import HARMED, MONTH, STOPS, daniel_of, jessica_of, two_sided_case
from tests.factories.people import PersonFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("one", "other", "chosen", "state"),
    [
        ("not_contacted", "contacted", "open", "open"),
        ("willing", "considering", "not_now", "not_now"),
        ("willing", "willing", "not_now", "not_now"),
        ("willing", "participated", "open", "willing"),
        ("declined", "willing", "not_now", "ended"),
        ("willing", "withdrew", "open", "ended"),
        ("contacted", "unreachable", "open", "ended"),
        ("considering", "willing", "open", "open"),
        ("willing", "willing", "ended", "ended"),
    ],
)
def test_a_pair_stands_as_its_two_do_and_as_was_chosen(one, other, chosen, state):
    assert state_between(one, other, chosen=chosen) == state


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
    assert Event.objects.filter(verb="participant.stands").values_list("detail", flat=True)[0] == {
        "case": case.reference,
        "fields": ["status", "safe_contact"],
        "status": "willing",
        "reason": "",
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
    def broken(*told, **codes):
        raise RuntimeError

    monkeypatch.setattr(participants, "tell", broken)
    monkeypatch.setattr(withdrawal, "tell", broken)
    with pytest.raises(RuntimeError):
        ACTS[act](case, actor)

    assert (case.participants.count(), jessica_of(case).status) == (2, "not_contacted")
    assert (Withdrawal.objects.count(), Event.objects.count()) == (0, 0)

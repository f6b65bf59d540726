from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.models import Event
from people.actions import CannotBeJoined
from referrals.actions import AlreadyDecided
from referrals.actions.merge import (
    CannotBeMerged,
    join_referrals,
    separate_referral,
    tell_apart,
    which_stays,
)
from referrals.models import NotTheSame, Referral, ReferralDecision
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON

EARLY, LATE = NOON - timedelta(days=3), NOON - timedelta(days=1)
DECIDED = {"decision": "accept", "decided_at": NOON}


@pytest.fixture
def by(world):
    return world.actor("coordinator")


@pytest.fixture
def two(world):
    """The one that came first, and a second one about the same thing."""
    rows = [
        FullReferralFactory(area=world.kent, received_at=at, triage_due_on=due)
        for at, due in ((EARLY, date(2026, 8, 11)), (LATE, date(2026, 8, 13)))
    ]
    for row in rows:
        SubmissionFactory(referral=row, received_at=row.received_at)
    return rows


def harmed(referral):
    return referral.people.get(side="harmed").person


def responsible(referral):
    return referral.people.get(side="responsible").person


def now_of(referral):
    row = Referral.objects.get(pk=referral.pk)
    return row.status, row.merged_into_id, row.received_at, row.triage_due_on


def verbs():
    rows = Event.objects.exclude(verb__endswith="decided").order_by("at")
    return list(rows.values_list("verb", "subject_id", "detail"))


def test_two_referrals_become_one_received_when_the_first_was_and_keep_what_was_sent(by, two):
    first, second = two

    kept = join_referrals(first, into=second, by=by, now=NOON, note="One burglary.")

    assert kept.pk == second.pk
    assert now_of(first)[:2] == ("merged", second.pk)
    assert now_of(second) == ("to_triage", None, EARLY, date(2026, 8, 11))
    assert [row.submissions.count() for row in two] == [1, 1]
    decision = ReferralDecision.objects.get()
    assert (decision.decision, decision.target, decision.note) == (
        "duplicate",
        "merged",
        "One burglary.",
    )
    assert verbs() == [("referral.joined", str(second.pk), {"joined": first.reference})]


def test_a_later_submission_is_joined_to_a_case_that_is_open(by, two):
    first, second = two
    Referral.objects.filter(pk=first.pk).update(status="accepted", **DECIDED)

    join_referrals(second, into=first, by=by, now=NOON)

    assert now_of(first) == ("accepted", None, EARLY, date(2026, 8, 11))
    assert now_of(second)[:2] == ("merged", first.pk)


def test_what_was_joined_before_goes_along(world, by, two):
    first, second = two
    third = FullReferralFactory(area=world.kent, received_at=EARLY - timedelta(days=9))
    join_referrals(third, into=second, by=by, now=NOON)

    join_referrals(second, into=first, by=by, now=NOON)

    assert (now_of(third)[1], now_of(second)[1]) == (first.pk, first.pk)
    assert now_of(first)[2] == third.received_at


def test_separated_again_each_counts_from_its_own_day(by, two):
    first, second = two
    people = [(harmed(first), harmed(second))]
    join_referrals(first, into=second, by=by, now=NOON, people=people)

    separate_referral(first, by=by, now=NOON, note="Two.", people=[harmed(first)])

    assert (now_of(first)[:3], now_of(second)[:3]) == (
        ("to_triage", None, EARLY),
        ("to_triage", None, LATE),
    )
    assert harmed(first).merged_into is None
    assert [verb for verb, _, _ in verbs()] == [
        "person.joined",
        "referral.joined",
        "referral.separated",
        "person.separated",
    ]


def test_without_a_submission_the_day_stays_as_it_was(by, world):
    first = FullReferralFactory(area=world.kent, received_at=EARLY)
    second = FullReferralFactory(area=world.kent, received_at=LATE)
    join_referrals(first, into=second, by=by, now=NOON)

    separate_referral(first, by=by, now=NOON)

    assert now_of(second)[2] == EARLY


def test_what_was_not_joined_is_not_separated(by, two):
    with pytest.raises(AlreadyDecided):
        separate_referral(two[0], by=by, now=NOON)

    assert verbs() == []


def test_people_are_joined_with_them_and_never_across_sides(by, two):
    first, second = two
    across = [(harmed(first), responsible(second))]
    join_referrals(first, into=second, by=by, now=NOON, people=[(harmed(first), harmed(second))])
    assert harmed(first).merged_into == harmed(second)
    separate_referral(first, by=by, now=NOON)

    with pytest.raises(CannotBeJoined, match="They are on opposite sides of one referral."):
        join_referrals(first, into=second, by=by, now=NOON, people=across)

    assert now_of(first)[:2] == ("to_triage", None)


@pytest.mark.parametrize(
    ("sides", "refused"),
    [
        (("harmed", "responsible"), True),
        (("responsible", "harmed"), True),
        (("party_a", "party_b"), True),
        (("harmed", "neutral"), False),
        (("harmed", "harmed"), False),
    ],
)
def test_nobody_is_joined_with_who_is_on_the_other_side_of_a_case(by, world, two, sides, refused):
    case = CaseFactory(area=world.kent, is_restricted=True)
    pair = [(harmed(two[0]), harmed(two[1]))]
    for person, side in zip(pair[0], sides, strict=True):
        ParticipantFactory(case=case, person=person, side=side)

    def join():
        return join_referrals(two[0], into=two[1], by=by, now=NOON, people=pair)

    if refused:
        with pytest.raises(CannotBeJoined, match="They are on opposite sides of one case."):
            join()
    else:
        assert join().pk == two[1].pk


@pytest.mark.parametrize("status", ["declined", "offered", "passed_on", "merged"])
def test_nothing_is_joined_to_what_is_not_open(by, world, two, status):
    first, second = two
    into = FullReferralFactory(area=world.kent) if status == "merged" else None
    Referral.objects.filter(pk=second.pk).update(status=status, merged_into=into)

    with pytest.raises(CannotBeMerged, match=f"{second.reference} is not open: "):
        join_referrals(first, into=second, by=by, now=NOON)

    assert (now_of(first)[:2], verbs()) == (("to_triage", None), [])


@pytest.mark.parametrize("status", ["accepted", "offered", "passed_on"])
def test_what_was_decided_otherwise_is_not_joined(by, two, status):
    first, second = two
    Referral.objects.filter(pk=first.pk).update(status=status, **DECIDED)

    with pytest.raises(AlreadyDecided):
        join_referrals(first, into=second, by=by, now=NOON)


def test_neither_with_itself_nor_from_a_stale_page(by, two):
    first, second = two
    with pytest.raises(CannotBeMerged, match="A referral cannot be joined to itself."):
        join_referrals(first, into=first, by=by, now=NOON)
    with pytest.raises(CannotBeMerged, match="A referral cannot be told apart from itself."):
        tell_apart(first, other=first, by=by, now=NOON)
    with pytest.raises(AlreadyDecided):
        join_referrals(first, into=second, by=by, now=NOON, version=7)


def test_told_apart_once_whichever_way_round(by, two):
    first, second = two
    one = tell_apart(first, other=second, by=by, now=NOON)
    again = tell_apart(second, other=first, by=by, now=NOON)

    assert one == again == NotTheSame.objects.get()
    assert [verb for verb, _, _ in verbs()] == ["referral.told_apart"]


def test_which_stays(two):
    first, second = two
    assert which_stays(second, first) == which_stays(first, second) == (second, first)
    second.status = "accepted"
    assert which_stays(second, first) == (first, second)
    second.status, first.status = "waiting", "declined"
    assert which_stays(second, first) == (first, second)


def test_a_failure_afterwards_takes_everything_back(by, two):
    def join_and_fail():
        with transaction.atomic():
            join_referrals(two[0], into=two[1], by=by, now=NOON)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        join_and_fail()

    assert (now_of(two[0])[:2], now_of(two[1])[2], verbs()) == (("to_triage", None), LATE, [])


@pytest.mark.parametrize("name", ["supervisor", "facilitator", "commissioner", "referrer"])
def test_others_join_nothing(world, two, name):
    by = world.actor(name)
    for act in (
        lambda: join_referrals(two[0], into=two[1], by=by, now=NOON),
        lambda: separate_referral(two[0], by=by, now=NOON),
        lambda: tell_apart(two[0], other=two[1], by=by, now=NOON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_referrals_of_another_area_are_not_there(by, world, two):
    foreign = FullReferralFactory(area=world.avon)
    for act in (
        lambda: join_referrals(two[0], into=foreign, by=by, now=NOON),
        lambda: join_referrals(foreign, into=two[0], by=by, now=NOON),
        lambda: tell_apart(two[0], other=foreign, by=by, now=NOON),
        lambda: separate_referral(foreign, by=by, now=NOON),
    ):
        with pytest.raises(Referral.DoesNotExist):
            act()


@pytest.mark.parametrize("status", ["offered", "passed_on"])
def test_what_went_away_together_is_not_separated_here(by, two, status):
    first, second = two
    kept = join_referrals(second, into=first, by=by, now=NOON)
    Referral.objects.filter(pk=kept.pk).update(
        status=status, decision="transfer" if status == "offered" else "passed_on", decided_at=NOON
    )

    with pytest.raises(AlreadyDecided):
        separate_referral(second, by=by, now=NOON)

    assert now_of(second)[:2] == ("merged", kept.pk)

from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.case import open_case
from cases.models import Case, CaseReferral
from referrals.actions.merge import join_referrals, separate_referral
from tests.factories.cases import CaseFactory, CaseReferralFactory, ParticipantFactory
from tests.factories.referrals import (
    FullReferralFactory,
    IncidentFactory,
    ReferralFactory,
    ReferralPersonFactory,
)
from tests.moments import NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def by(world):
    return world.actor("coordinator")


@pytest.fixture
def first(world):
    return FullReferralFactory(area=world.kent)


@pytest.fixture
def case(by, first):
    return open_case(first, label="Burglary, July 2026", by=by, now=NOON)


@pytest.fixture
def second(world):
    return FullReferralFactory(area=world.kent)


def named(referral, side):
    return referral.people.get(side=side).person


def inside(case):
    rows = case.participants.order_by("recorded_at", "pk")
    return {row.person_id: (row.role, row.side, row.may_contact) for row in rows}


def referrals_of(case):
    return {link.referral for link in CaseReferral.objects.filter(case=case)}


def verbs():
    rows = Event.objects.filter(verb__in=("case.referral_joined", "participant.added"))
    return sorted(rows.values_list("verb", "actor_id"))


def test_what_is_joined_to_an_accepted_referral_comes_into_its_case_with_its_people(
    by, first, case, second
):
    join_referrals(second, into=first, by=by, now=LATER)

    assert referrals_of(case) == {first, second}
    assert inside(case) == {
        named(referral, side).pk: (side, side, "unknown")
        for referral in (first, second)
        for side in ("harmed", "responsible")
    }
    assert case.pairs.count() == 4
    assert verbs() == [
        ("case.referral_joined", by.user_id),
        ("participant.added", by.user_id),
        ("participant.added", by.user_id),
    ]


def test_whoever_is_one_person_with_somebody_in_the_case_does_not_come_twice(
    by, first, case, second
):
    pairs = [(named(second, side), named(first, side)) for side in ("harmed", "responsible")]

    join_referrals(second, into=first, by=by, now=LATER, people=pairs)

    assert referrals_of(case) == {first, second}
    assert (case.participants.count(), case.pairs.count()) == (2, 1)


def test_what_had_been_joined_before_goes_along(by, world, first, case, second):
    third = ReferralFactory(area=world.kent)
    mother = ReferralPersonFactory(referral=third, side="harmed", part="family").person
    join_referrals(third, into=second, by=by, now=NOON)

    join_referrals(second, into=first, by=by, now=LATER)

    assert referrals_of(case) == {first, second, third}
    assert inside(case)[mother.pk] == ("family", "harmed", "unknown")


def test_a_flag_makes_the_case_sensitive_and_who_is_not_to_be_contacted_is_not(
    by, world, first, case
):
    second = ReferralFactory(area=world.kent)
    IncidentFactory(referral=second, flags=["da"])
    person = ReferralPersonFactory(referral=second, side="harmed").person
    person.contacts_us = True
    person.save()

    join_referrals(second, into=first, by=by, now=LATER)

    assert Case.objects.get(pk=case.pk).is_sensitive
    assert inside(case)[person.pk] == ("harmed", "harmed", "no")


def test_in_a_mediation_everybody_is_a_party(by, world, second):
    accepted = ReferralFactory(area=world.kent, status="accepted")
    link = CaseReferralFactory(case=CaseFactory(area=world.kent), referral=accepted)
    ParticipantFactory(case=link.case, role="party", side="party_a")

    join_referrals(second, into=link.referral, by=by, now=LATER)

    came = inside(link.case)
    assert came[named(second, "harmed").pk] == ("party", "party_a", "unknown")
    assert came[named(second, "responsible").pk] == ("party", "party_b", "unknown")


def test_whoever_is_not_let_into_the_case_brings_them_in_without_seeing_it(by, first, case, second):
    Case.objects.filter(pk=case.pk).update(is_restricted=True)

    join_referrals(second, into=first, by=by, now=LATER)

    assert case.participants.count() == 4
    assert verbs() == [
        ("case.referral_joined", by.user_id),
        ("participant.added", None),
        ("participant.added", None),
    ]


def test_a_closed_case_stays_as_it_is(by, first, case, second):
    Case.objects.filter(pk=case.pk).update(stage="closed", closed_on=NOON.date())

    join_referrals(second, into=first, by=by, now=LATER)

    assert (referrals_of(case), case.participants.count()) == ({first}, 2)


def test_of_two_cases_of_one_referral_nobody_guesses_which_is_meant(by, world, first, case, second):
    other = CaseFactory(area=world.kent)
    CaseReferralFactory(case=other, referral=first)

    join_referrals(second, into=first, by=by, now=LATER)

    assert (referrals_of(case), referrals_of(other)) == ({first}, {first})


def test_separated_again_it_leaves_the_case_and_its_people_stay(by, first, case, second):
    join_referrals(second, into=first, by=by, now=LATER)

    separate_referral(second, by=by, now=LATER)

    assert (referrals_of(case), case.participants.count()) == ({first}, 4)


def test_a_referral_that_is_not_accepted_has_no_case_to_come_into(by, first, second):
    join_referrals(second, into=first, by=by, now=LATER)

    assert CaseReferral.objects.count() == 0

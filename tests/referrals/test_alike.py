from datetime import date, timedelta

import pytest

from areas.tenancy import in_area
from people.models import Connection
from referrals.actions.transfer import offer_parcel
from referrals.models import NotTheSame
from referrals.queries.alike import checks_of
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import (
    FullReferralFactory,
    IncidentFactory,
    ReferralFactory,
    ReferralPersonFactory,
)
from tests.moments import NOON

BORN = date(1990, 3, 4)


def party(referral, side, name, born=None, **fields):
    first, _, last = name.rpartition(" ")
    person = PersonFactory(area=referral.area, first_name=first, last_name=last, date_of_birth=born)
    return ReferralPersonFactory(referral=referral, person=person, side=side, **fields)


def told(area, harmed="", responsible="", born=None, **incident):
    fields = {name: incident.pop(name) for name in ("status", "received_at") if name in incident}
    referral = ReferralFactory(area=area, **fields)
    IncidentFactory(referral=referral, **incident)
    if harmed:
        party(referral, "harmed", harmed, born)
    if responsible:
        party(referral, "responsible", responsible, born)
    return referral


def same(referral, actor):
    return [(one.reference, one.whys) for one in checks_of(referral, actor).same]


@pytest.fixture
def actor(world):
    return world.actor("coordinator")


def test_the_same_police_reference_however_it_is_written_is_possibly_the_same(world, actor):
    one = told(world.kent, police_reference="46/1234/26")
    other = told(world.kent, police_reference="46 1234-26 ")
    told(world.kent, police_reference="46/1235/26")
    told(world.kent)

    assert same(one, actor) == [(other.reference, ("The same police reference.",))]


def test_somebody_alike_on_the_same_side_is_possibly_the_same(world, actor):
    one = told(world.kent, "Jessica Lane", born=BORN)
    other = told(world.kent, "Jess Lane", born=BORN)

    assert same(one, actor) == [
        (other.reference, ("The person harmed: a similar name, the same date of birth.",))
    ]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"police_reference": "1"}, {"police_reference": "2"}),
        ({"happened_on": date(2026, 5, 1)}, {"happened_on": date(2026, 5, 2)}),
        ({"responsible": "Daniel Price"}, {"responsible": "Omar Farah"}),
    ],
)
def test_where_something_speaks_against_it_they_are_seen_again_and_not_the_same(
    world, actor, mine, theirs
):
    one = told(world.kent, "Jessica Lane", **mine)
    other = told(world.kent, "Jessica Lane", **theirs)

    found = checks_of(one, actor)

    assert found.same == ()
    assert found.repeats == (
        (
            "The person harmed seems to be named in another matter too, on the same side.",
            other.reference,
        ),
    )


def test_harmed_in_one_and_responsible_in_another_is_said_in_words(world, actor):
    one = told(world.kent, "Jessica Lane")
    other = told(world.kent, responsible="Jessica Lane")

    assert checks_of(one, actor).repeats == (
        (
            "The person harmed here seems to be the person responsible in another referral.",
            other.reference,
        ),
    )
    assert checks_of(other, actor).repeats == (
        (
            "The person responsible here seems to be the person harmed in another referral.",
            one.reference,
        ),
    )


def test_who_was_joined_or_stands_in_both_is_known_to_be_one_person(world, actor):
    one = told(world.kent, "Jessica Lane")
    person = one.people.get().person
    other, third = told(world.kent, "J"), told(world.kent)
    joined = other.people.get().person
    joined.merged_into = person
    joined.save()
    ReferralPersonFactory(referral=third, person=person)

    assert {reference for reference, _ in same(one, actor)} == {other.reference, third.reference}
    assert {whys for _, whys in same(one, actor)} == {
        ("The person harmed: known to be one person.",)
    }


def test_the_surest_comes_first_and_no_more_than_five_are_shown(world, actor):
    one = told(world.kent, "Jessica Lane", "Daniel Price", police_reference="7")
    for _ in range(5):
        told(world.kent, "Jessica Lane")
    both = told(world.kent, "Jessica Lane", "Daniel Price")
    police = told(world.kent, "Jessica Lane", "Daniel Price", police_reference="7")

    found = [reference for reference, _ in same(one, actor)]

    assert (found[:2], len(found)) == ([police.reference, both.reference], 5)


def test_what_was_told_apart_is_not_shown_again_from_either(world, actor):
    one, other = told(world.kent, "Jessica Lane"), told(world.kent, "Jessica Lane")
    first, second = sorted((one, other), key=lambda referral: referral.pk)
    NotTheSame.objects.create(area=world.kent, first=first, second=second, recorded_at=NOON)

    for referral in (one, other):
        found = checks_of(referral, actor)
        assert (found.same, found.repeats) == ((), ())


@pytest.mark.parametrize("status", ["passed_on", "merged"])
def test_what_is_gone_is_not_compared(world, actor, status):
    one, other, kept = (told(world.kent, "Jessica Lane") for _ in range(3))
    other.status = status
    other.merged_into = kept if status == "merged" else None
    other.save()

    assert [reference for reference, _ in same(one, actor)] == [kept.reference]


def test_families_and_organisations_make_nothing_alike(world, actor):
    one, other = told(world.kent), told(world.kent)
    for referral in (one, other):
        party(referral, "harmed", "Jessica Lane", part="guardian")
        shop = PersonFactory(area=world.kent, first_name="", last_name="", organisation="Shop")
        ReferralPersonFactory(referral=referral, person=shop)

    assert same(one, actor) == []


def test_nothing_of_another_area_is_hinted(world, actor):
    fields = {"police_reference": "46/1", "born": BORN}
    mine = told(world.kent, "Jessica Lane", "Daniel Price", **fields)
    alone = checks_of(mine, actor)
    theirs = told(world.avon, "Jessica Lane", "Daniel Price", **fields)
    with in_area(world.avon.pk):
        Connection.objects.create(
            area=world.avon,
            person=theirs.people.first().person,
            user=world.users["facilitator"],
            kind="friend",
            recorded_at=NOON,
        )

    assert checks_of(mine, actor) == alone
    assert (alone.same, alone.repeats, alone.conflicts) == ((), (), ())


def test_conflicts_are_said_with_the_worker_s_name_and_a_namesake_without(world, actor):
    worker = world.users["facilitator"]
    worker.name = "Jessica Lane"
    worker.save()
    one = told(world.kent, "Jessica Lane", "Daniel Price")
    responsible = one.people.get(side="responsible").person
    Connection.objects.create(
        area=world.kent,
        person=responsible,
        user=world.users["colleague"],
        kind="friend",
        recorded_at=NOON,
    )

    assert checks_of(one, actor).conflicts == (
        "Colleague knows the person responsible: Friend or neighbour.",
        "A worker of this service has the same name as the person harmed.",
    )


def test_what_was_joined_is_told_on_both_and_only_who_decides_may_join(world, actor):
    kept = told(world.kent)
    joined = ReferralFactory(area=world.kent, status="merged", merged_into=kept)

    one, other = checks_of(kept, actor), checks_of(joined, actor)

    assert (one.joined, one.joined_into, one.may_join) == ((joined.reference,), "", True)
    assert (other.joined, other.joined_into, other.may_join) == ((), kept.reference, False)
    reader = checks_of(kept, world.actor("supervisor"))
    assert (reader.may_decide, reader.may_join) == (False, False)


def test_the_checks_cost_the_same_however_much_is_found(world, actor, count_queries):
    one = told(world.kent, "Jessica Lane", "Daniel Price")
    told(world.kent, "Jessica Lane", "Daniel Price")
    with count_queries() as few:
        checks_of(one, actor)
    for day in range(10):
        told(world.kent, "Jessica Lane", "Daniel Price", received_at=NOON - timedelta(day))
    with count_queries() as many:
        checks_of(one, actor)

    assert (len(few), len(many)) == (13, 13)


def test_a_referral_with_nothing_in_it_is_checked_too(world, actor):
    found = checks_of(ReferralFactory(area=world.kent), actor)

    assert (found.same, found.repeats, found.conflicts, found.joined) == ((), (), (), ())


def test_accepted_referrals_are_compared_too(world, actor):
    one = told(world.kent, "Jessica Lane")
    other = FullReferralFactory(
        area=world.kent,
        status="accepted",
        decision="accept",
        decided_at=NOON,
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
    )

    (found,) = checks_of(one, actor).same

    assert (found.reference, found.status) == (other.reference, "Accepted")


def test_a_referral_of_a_restricted_case_is_not_compared_for_who_may_not_see_it(world, actor):
    one = told(world.kent, "Jessica Lane", police_reference="7")
    other = told(world.kent, "Jessica Lane", police_reference="7", status="accepted")
    case = CaseFactory(area=world.kent)
    CaseReferralFactory(case=case, referral=other)
    assert len(checks_of(one, actor).same) == 1

    case.is_restricted = True
    case.save()

    found = checks_of(one, actor)
    assert (found.same, found.repeats) == ((), ())


def test_an_offered_referral_leads_to_its_parcel(world, actor):
    one = told(world.kent, "Jessica Lane")
    assert checks_of(one, actor).parcel is None
    parcel = offer_parcel(one, to_area=world.avon, lawful="consent", reason="", by=actor, now=NOON)

    one.refresh_from_db()
    assert checks_of(one, actor).parcel == parcel.pk
    lost = told(world.kent, status="passed_on")
    assert checks_of(lost, actor).parcel is None

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from areas.actor import Actor
from areas.tenancy import in_area
from referrals.actions.settle import settle_parcels
from referrals.actions.transfer import offer_parcel
from referrals.models import Parcel, Provenance, Referral
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON


@pytest.fixture
def parcel(transactional_db, world):
    referral = FullReferralFactory(area=world.kent)
    with in_area(world.kent.pk, world.users["coordinator"].pk):
        by = Actor.entering("kent", world.users["coordinator"])
        return offer_parcel(
            referral, to_area=world.avon, lawful="consent", reason="", by=by, now=NOON
        )


def at_once(*acts):
    together = Barrier(len(acts))

    def run(act):
        together.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_two_who_accept_at_once_one_makes_the_referral(world, parcel):
    page = reverse("referrals:parcel", args=["avon", parcel.pk])
    clients = [world.client("neighbour") for _ in range(2)]

    answers = at_once(
        *(lambda one=one: one.post(page, {"answer": "accept"}).status_code for one in clients)
    )

    assert sorted(answers) == [302, 409]
    with in_area(world.avon.pk):
        assert (Referral.objects.count(), Provenance.objects.count()) == (1, 1)


def test_accepting_and_taking_back_at_once_one_of_them_happens(world, parcel):
    there = reverse("referrals:parcel", args=["avon", parcel.pk])
    here = reverse("referrals:take_back", args=["kent", parcel.referral_reference])
    neighbour, coordinator = world.client("neighbour"), world.client("coordinator")

    answers = at_once(
        lambda: neighbour.post(there, {"answer": "accept"}).status_code,
        lambda: coordinator.post(here).status_code,
    )

    assert sorted(answers) == [302, 409]
    with in_area(world.avon.pk):
        arrived = Referral.objects.count()
        state = Parcel.objects.get().state
    with in_area(world.kent.pk):
        settle_parcels(by=Actor.system(world.kent), now=NOON)
        status = Referral.objects.get().status
    assert (arrived, state, status) in {
        (1, "accepted", "passed_on"),
        (0, "taken_back", "to_triage"),
    }


def test_of_two_workers_that_settle_at_once_one_does(world, parcel):
    world.client("neighbour").post(
        reverse("referrals:parcel", args=["avon", parcel.pk]), {"answer": "accept"}
    )

    def settle():
        with in_area(world.kent.pk):
            return settle_parcels(by=Actor.system(world.kent), now=NOON)

    assert sorted(at_once(settle, settle)) == [0, 1]
    with in_area(world.kent.pk):
        assert Referral.objects.get().decisions.count() == 2

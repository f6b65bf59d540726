import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from areas.actor import Actor
from areas.tenancy import in_area
from audit.models import Event
from cases.actions import case as opening
from cases.actions.case import open_case
from cases.models import Case, CaseReferral, StageChange
from referrals.actions import AlreadyDecided, DecisionRefused
from referrals.models import Referral
from rjcase import clock
from tests.factories.people import PersonFactory
from tests.factories.referrals import IncidentFactory, ReferralFactory, ReferralPersonFactory
from tests.moments import NOON
from tests.world import make_world


def a_referral(area, **incident):
    referral = ReferralFactory(area=area)
    IncidentFactory(referral=referral, **incident)
    ReferralPersonFactory(referral=referral, side="harmed")
    ReferralPersonFactory(referral=referral, side="responsible")
    return referral


def test_accepting_opens_a_case_with_its_people_and_their_pair(world):
    referral, actor = a_referral(world.kent), world.actor("coordinator")

    case = open_case(referral, label="Robbery, August 2026", by=actor, now=NOON)

    referral.refresh_from_db()
    assert (case.reference, case.label, case.stage) == (
        "KNT-26-00001",
        "Robbery, August 2026",
        "assessment",
    )
    assert (case.opened_at, case.is_sensitive, referral.status) == (NOON, False, "accepted")
    assert sorted(case.participants.values_list("role", "side", "status")) == [
        ("harmed", "harmed", "not_contacted"),
        ("responsible", "responsible", "not_contacted"),
    ]
    assert list(case.pairs.values_list("one__side", "other__side", "state")) == [
        ("harmed", "responsible", "open")
    ]
    assert CaseReferral.objects.get(case=case).referral == referral
    assert list(StageChange.objects.values_list("source", "target")) == [("", "assessment")]
    assert Event.objects.get(verb="case.opened").detail == {
        "reference": "KNT-26-00001",
        "referral": referral.reference,
    }


@pytest.mark.parametrize(("flags", "sensitive"), [([], False), (["da"], True)])
def test_a_flag_makes_the_case_sensitive(world, flags, sensitive):
    referral = a_referral(world.kent, flags=flags)

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    assert case.is_sensitive is sensitive


@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("guardian", "parent"),
        ("family", "family"),
        ("representative", "representative"),
        ("supporter", "supporter"),
    ],
)
def test_whoever_is_with_a_party_takes_part_and_makes_no_pair(world, part, role):
    referral = a_referral(world.kent)
    beside = ReferralPersonFactory(referral=referral, side="harmed", part=part).person

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    one = case.participants.get(person=beside)
    assert (one.role, one.side, one.status) == (role, "harmed", "not_contacted")
    assert (case.participants.count(), case.pairs.count()) == (3, 1)


def test_what_was_joined_to_the_referral_comes_in_too_and_each_person_once(world):
    referral = a_referral(world.kent)
    again = a_referral(world.kent, flags=["da"])
    again.status, again.merged_into = "merged", referral
    again.save()
    jessica = referral.people.get(side="harmed").person
    her_again = again.people.get(side="harmed").person
    her_again.merged_into = jessica
    her_again.save()
    other = again.people.get(side="responsible").person

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    people = {one.person for one in case.participants.select_related("person")}
    assert people == {jessica, referral.people.get(side="responsible").person, other}
    assert (case.pairs.count(), case.is_sensitive) == (2, True)
    links = CaseReferral.objects.filter(case=case)
    assert {link.referral for link in links} == {referral, again}


def test_a_person_who_is_a_party_here_and_a_supporter_there_is_a_party(world):
    referral = ReferralFactory(area=world.kent)
    beside = ReferralPersonFactory(referral=referral, side="responsible", part="supporter").person
    record = PersonFactory(area=world.kent, merged_into=beside)
    ReferralPersonFactory(referral=referral, side="harmed", person=record)

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    assert list(case.participants.values_list("person", "role", "side")) == [
        (beside.pk, "harmed", "harmed")
    ]


def test_whom_it_is_not_safe_to_contact_the_case_may_not_contact(world):
    referral = a_referral(world.kent)
    jessica = referral.people.get(side="harmed").person
    jessica.contacts_us = True
    jessica.save()

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    assert list(case.participants.order_by("side").values_list("may_contact", flat=True)) == [
        "no",
        "unknown",
    ]


def test_accepting_asks_the_database_no_more_often_for_many_people(world, count_queries):
    few, many = a_referral(world.kent), a_referral(world.kent)
    for side in ("harmed", "responsible"):
        ReferralPersonFactory.create_batch(5, referral=many, side=side)
    actor, asked = world.actor("coordinator"), []
    open_case(a_referral(world.kent), label="A case", by=actor, now=NOON)
    for referral in (few, many):
        with count_queries() as queries:
            open_case(referral, label="A case", by=actor, now=NOON)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_a_referral_without_an_incident_opens_an_ordinary_case(world):
    referral = ReferralFactory(area=world.kent)
    ReferralPersonFactory(referral=referral)

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    assert case.is_sensitive is False


def test_a_referral_that_names_nobody_opens_nothing(world):
    referral = ReferralFactory(area=world.kent)

    with pytest.raises(DecisionRefused):
        open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    assert not Case.objects.exists()


def test_the_second_coordinator_is_told_who_accepted(world):
    referral = a_referral(world.kent)
    open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    with pytest.raises(
        AlreadyDecided, match="Coordinator accepted this referral on 12 August 2026"
    ):
        open_case(referral, label="A case", by=world.actor("manager"), now=NOON)

    assert Case.objects.count() == 1


def test_a_facilitator_opens_no_case(world):
    with pytest.raises(PermissionDenied):
        open_case(a_referral(world.kent), label="A case", by=world.actor("facilitator"), now=NOON)


def test_another_areas_referral_opens_nothing(world):
    referral = a_referral(world.avon)

    with pytest.raises(Referral.DoesNotExist):
        open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)


def test_a_failure_after_the_write_leaves_the_referral_waiting(world, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    referral, actor = a_referral(world.kent), world.actor("coordinator")
    monkeypatch.setattr(opening, "make_pairs", broken)
    with pytest.raises(RuntimeError):
        open_case(referral, label="A case", by=actor, now=NOON)

    referral.refresh_from_db()
    assert (referral.status, Case.objects.count(), Event.objects.count()) == ("to_triage", 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_open_one_case():
    with in_area(None):
        world = make_world()
        referral = a_referral(world.kent)
    opened, told = [], []

    def press(name):
        user = world.users[name]
        try:
            with transaction.atomic(), in_area(None, user.pk):
                actor = Actor.entering("kent", user)
                with in_area(actor.area_id, user.pk):
                    opened.append(open_case(referral, label="A case", by=actor, now=clock.now()))
        except AlreadyDecided as first:
            told.append(str(first))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[name]) for name in ("coordinator", "manager")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(opened), len(told)) == (1, 1)

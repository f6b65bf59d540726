"""Two parties and no harmed side: opened, filled and read by the pages."""

import pytest
from django.urls import reverse

from cases.models import Case
from cases.queries.parts import parts_in
from cases.stages import Side
from referrals.stages import Part
from tests.factories.cases import CaseFactory, CaseWorkerFactory, ParticipantFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralFactory, ReferralPersonFactory
from tests.moments import TODAY

BORN = TODAY.replace(year=TODAY.year - 14)


@pytest.fixture
def referral(world):
    """Two neighbours; the younger one's mother is named too."""
    referral = ReferralFactory(area=world.kent)
    kent = {"area": world.kent}
    young = PersonFactory(first_name="Ali", last_name="Khan", date_of_birth=BORN, **kent)
    for person, side, part in (
        (young, "harmed", Part.PARTY),
        (PersonFactory(first_name="Mina", last_name="Khan", **kent), "harmed", Part.GUARDIAN),
        (PersonFactory(first_name="Bob", last_name="Hill", **kent), "responsible", Part.PARTY),
    ):
        ReferralPersonFactory(
            referral=referral, person=person, side=side, part=part, needs="No stairs"
        )
    return referral


def opened(world, referral, **answers):
    page = reverse("cases:open", args=["kent", referral.reference])
    told = {"version": 1, "label": "Noise, August 2026", **answers}
    assert world.client("coordinator").post(page, told).status_code == 302
    return Case.objects.get()


def text_of(world, name, case, *more):
    page = world.client("coordinator").get(
        reverse(f"cases:{name}", args=["kent", case.reference, *more])
    )
    return " ".join(page.content.decode().split())


def test_a_mediation_is_opened_with_two_parties_and_one_pair(world, referral):
    case = opened(world, referral, about="mediation")

    stand = {one.person.first_name: (one.role, one.side) for one in case.participants.all()}
    assert stand == {
        "Ali": ("party", "party_a"),
        "Mina": ("parent", "party_a"),
        "Bob": ("party", "party_b"),
    }
    pair = case.pairs.get()
    assert (pair.one.person.first_name, pair.other.person.first_name) == ("Ali", "Bob")


def test_its_pages_speak_of_parties_and_of_no_harmed_side(world, referral):
    case = opened(world, referral, about="mediation")

    for name in ("detail", "people"):
        text = text_of(world, name, case)
        assert ("Party A" in text, "Party B" in text) == (True, True)
        assert "erson harmed" not in text
        assert "erson responsible" not in text
    add = text_of(world, "participant_add", case)
    assert ("Supporter (Party B)" in add, "erson harmed" in add) == (True, False)


def test_people_are_added_to_a_mediation_on_a_partys_side(world, referral):
    case = opened(world, referral, about="mediation")
    page = reverse("cases:participant_add", args=["kent", case.reference])
    client = world.client("coordinator")
    for part, name in (
        ("party:party_b", "Cara"),
        ("supporter:party_b", "Dan"),
        ("interpreter:neutral", "Eva"),
        ("observer:neutral", "Finn"),
        ("intermediary:neutral", "Gus"),
    ):
        assert client.post(page, {"part": part, "first_name": name}).status_code == 302

    assert (case.participants.count(), case.pairs.count()) == (8, 2)
    assert client.post(page, {"part": "harmed:harmed", "first_name": "H"}).status_code == 422


def test_whoever_is_under_18_comes_in_with_their_parent_and_what_helps_them(world, referral):
    case = opened(world, referral)

    ali = case.participants.get(person__first_name="Ali")
    assert (ali.side, ali.role, ali.guardian.person.first_name) == ("harmed", "harmed", "Mina")
    assert ali.access_needs == "No stairs"
    assert "Parent or guardian: Mina K." in text_of(world, "people", case)


def test_of_two_parents_nobody_is_chosen(world, referral):
    ReferralPersonFactory(referral=referral, side="harmed", part=Part.GUARDIAN)

    case = opened(world, referral)

    assert case.participants.get(person__first_name="Ali").guardian is None


def test_an_unknown_kind_of_case_is_refused(world, referral):
    page = reverse("cases:open", args=["kent", referral.reference])
    told = {"version": 1, "label": "Noise", "about": "war"}

    assert world.client("coordinator").post(page, told).status_code == 422


def test_an_empty_case_may_become_either():
    assert {side for _role, side in parts_in(set())} == set(Side)
    assert {side for _role, side in parts_in({"party_a"})} == {
        Side.PARTY_A,
        Side.PARTY_B,
        Side.NEUTRAL,
    }


def test_somebody_who_speaks_for_an_organisation_or_a_community_is_harmed_in_that_way(world):
    case = CaseFactory(area=world.kent)
    CaseWorkerFactory(case=case, user=world.users["facilitator"])
    ParticipantFactory(case=case)
    page = reverse("cases:participant_add", args=["kent", case.reference])
    client = world.client("facilitator")
    shop = {"part": "harmed:harmed", "organisation": "Corner Shop Ltd", "kind": "corporate"}
    speaker = {"part": "representative:harmed", "first_name": "Sue", "kind": "community"}
    friend = {"part": "supporter:harmed", "first_name": "Tom", "kind": "witness"}
    for told in (shop, speaker, friend):
        assert client.post(page, told).status_code == 302

    kinds = {one.person.short_name: one.kind for one in case.participants.all()}
    assert (kinds["Corner Shop Ltd"], kinds["Sue"], kinds["Tom"]) == ("corporate", "community", "")
    assert "Speaks for a community" in text_of(world, "people", case)

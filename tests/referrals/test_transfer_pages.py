from datetime import date

import pytest
from django.urls import reverse

from areas.roles import Role
from areas.tenancy import in_area
from audit.models import Event
from referrals.actions.transfer import accept_parcel, offer_parcel, refuse_parcel, take_back
from referrals.models import Parcel, Referral
from tests.factories.areas import AreaFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

OFFER = {"version": "1", "lawful": "consent", "reason": ""}
ROLES = [
    ("coordinator", 200),
    ("manager", 200),
    ("supervisor", 403),
    ("facilitator", 403),
    ("referrer", 403),
    ("commissioner", 403),
    ("stranger", 404),
]


def page(name, *args, area="kent"):
    return reverse(f"referrals:{name}", args=[area, *args])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def reads(verb):
    return Event.objects.filter(verb=verb).count()


@pytest.fixture
def referral(world):
    return FullReferralFactory(
        area=world.kent,
        incident__happened_on=date(2026, 5, 3),
        incident__flags=["da"],
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
    )


@pytest.fixture
def parcel(world, referral):
    by = world.actor("coordinator")
    return offer_parcel(
        referral, to_area=world.avon, lawful="safeguarding", reason="At risk.", by=by, now=NOON
    )


def test_a_referral_is_offered_and_its_parcel_shown(world, referral):
    client = world.client("coordinator")
    shown = client.get(page("transfer", referral.reference))
    answer = client.post(
        page("transfer", referral.reference), {**OFFER, "to_area": str(world.avon.pk)}
    )

    parcel = Parcel.objects.get()
    assert "Documents do not go along." in text(shown)
    assert (answer.status_code, answer["Location"]) == (302, page("parcel", parcel.pk))
    again = client.get(page("transfer", referral.reference))
    assert again["Location"] == page("parcel", parcel.pk)
    seen = text(client.get(page("parcel", parcel.pk)))
    assert "Avon has not answered yet." in seen
    assert page("take_back", referral.reference) in seen


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"to_area": ""}, {"to_area": ["Select the area"]}),
        ({"to_area": "kent"}, {"to_area": ["Select an option from the list"]}),
        ({"to_area": "asleep"}, {"to_area": ["Select an option from the list"]}),
        ({"lawful": ""}, {"lawful": ["Select why the other service may be told"]}),
        (
            {"lawful": "public_task"},
            {"reason": ["Write down why the other service may be told without consent."]},
        ),
    ],
)
def test_what_cannot_be_offered_is_said_beside_the_question(world, referral, changes, wrong):
    places = {"kent": world.kent, "asleep": AreaFactory(is_live=False)}
    answers = {**OFFER, "to_area": str(world.avon.pk), **changes}
    if answers["to_area"] in places:
        answers["to_area"] = str(places[answers["to_area"]].pk)

    answer = world.client("coordinator").post(page("transfer", referral.reference), answers)

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert Parcel.objects.count() == 0


def test_a_stale_page_is_told_and_nothing_typed_is_lost(world, referral):
    Referral.objects.filter(pk=referral.pk).update(version=2)

    answer = world.client("coordinator").post(
        page("transfer", referral.reference),
        {**OFFER, "to_area": str(world.avon.pk), "reason": "She moved."},
    )

    assert answer.status_code == 409
    assert "She moved." in text(answer)


def test_an_accepted_referral_stays_with_its_area(world, referral):
    Referral.objects.filter(pk=referral.pk).update(
        status="accepted", decision="accept", decided_at=NOON
    )

    shown = text(world.client("coordinator").get(page("transfer", referral.reference)))

    assert "A case that was opened stays with its area." in shown


def test_the_other_area_sees_a_summary_and_accepts(world, referral, parcel):
    client = world.client("neighbour")
    listed = text(client.get(page("parcels", area="avon")))
    seen = text(client.get(page("parcel", parcel.pk, area="avon")))

    assert ("Waiting for you" in listed, "Nothing was offered" in listed) == (True, True)
    told = ("Robbery of a person", "May 2026", "Domestic abuse", "Received there", "At risk.")
    assert [word for word in told if word not in seen] == []
    assert [word for word in ("Jessica", "Lane", "What happened, as") if word in seen] == []
    answer = client.post(page("parcel", parcel.pk, area="avon"), {"answer": "accept"})
    with in_area(world.avon.pk):
        arrived = Referral.objects.get()
        assert (reads("parcel.viewed"), reads("parcel.listed")) == (1, 1)
    assert answer["Location"] == page("detail", arrived.reference, area="avon")
    assert arrived.reference in text(client.get(page("parcel", parcel.pk, area="avon")))


def test_the_sender_finds_it_passed_on_when_somebody_looks(world, referral, parcel):
    accept_parcel(parcel, by=world.actor("neighbour", world.avon), now=NOON)

    listed = text(world.client("coordinator").get(page("parcels")))

    with in_area(world.kent.pk):
        assert Referral.objects.get().status == "passed_on"
    assert ("Accepted" in listed, "AVN-R26-00001" in listed) == (True, False)


def test_sent_back_with_a_reason(world, referral, parcel):
    client = world.client("neighbour")
    page_there = page("parcel", parcel.pk, area="avon")

    empty = client.post(page_there, {"answer": "refuse"})
    nothing = client.post(page_there, {})
    answer = client.post(page_there, {"answer": "refuse", "reason": "Lives in Kent."})

    assert (empty.status_code, errors(empty)) == (
        422,
        {"reason": ["Write down why you send it back"]},
    )
    assert (nothing.status_code, errors(nothing)) == (
        422,
        {"answer": ["Select what you want to do"]},
    )
    assert answer["Location"] == page("parcels", area="avon")
    seen = text(world.client("coordinator").get(page("parcel", parcel.pk)))
    assert "Lives in Kent." in seen
    assert "sent this transfer back on" in seen


def test_whoever_answers_second_learns_who_was_first_and_keeps_their_words(world, parcel):
    refuse_parcel(parcel, reason="No.", by=world.actor("neighbour", world.avon), now=NOON)

    answer = world.client("neighbour").post(
        page("parcel", parcel.pk, area="avon"), {"answer": "refuse", "reason": "My reason."}
    )

    assert answer.status_code == 409
    assert "Avon sent this transfer back on 12 August 2026 at midday (Neighbour)." in text(answer)
    assert "My reason." in text(answer)


def test_taken_back_once_and_not_after_an_answer(world, referral, parcel):
    client = world.client("coordinator")
    address = page("take_back", referral.reference)

    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == page("detail", referral.reference)
    second = client.post(address)

    assert second.status_code == 409
    assert "Kent took this transfer back" in text(second)


def test_what_never_went_out_is_not_taken_back(world, referral):
    answer = world.client("coordinator").post(page("take_back", referral.reference))

    assert answer.status_code == 404


def test_the_sender_does_not_answer_its_own_parcel(world, parcel):
    answer = world.client("coordinator").post(page("parcel", parcel.pk), {"answer": "accept"})

    assert answer.status_code == 404


@pytest.mark.parametrize(("name", "status"), ROLES)
def test_who_opens_these_pages(world, referral, parcel, name, status):
    client = world.client(name)

    assert client.get(page("parcels")).status_code == status
    assert client.get(page("parcel", parcel.pk)).status_code == status
    found = client.get(page("transfer", referral.reference)).status_code
    assert found == (302 if status == 200 else status)
    taken = client.post(page("take_back", referral.reference)).status_code
    assert taken == (302 if status == 200 else status)


def test_a_third_area_finds_no_parcel(world, parcel):
    third = AreaFactory(slug="third", code="THD")
    world.join("thirdling", Role.COORDINATOR, area=third)
    client = world.client("thirdling")
    address = page("parcel", parcel.pk, area="third")

    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "accept"}).status_code == 404
    assert parcel.referral_reference not in text(client.get(page("parcels", area="third")))


def test_a_referral_of_another_area_is_not_offered(world):
    foreign = FullReferralFactory(area=world.avon)
    client = world.client("coordinator")

    assert client.get(page("transfer", foreign.reference)).status_code == 404
    assert client.post(page("take_back", foreign.reference)).status_code == 404


def test_the_list_costs_the_same_with_one_and_with_many(world, referral, parcel, count_queries):
    client = world.client("coordinator")
    client.get(page("parcels"))
    with count_queries() as few:
        client.get(page("parcels"))
    for _ in range(12):
        by = world.actor("coordinator")
        row = FullReferralFactory(area=world.kent)
        offer_parcel(row, to_area=world.avon, lawful="consent", reason="", by=by, now=NOON)
    take_back(row, by=by, now=NOON)
    with count_queries() as many:
        client.get(page("parcels"))

    assert len(few) == len(many)


def test_the_page_of_the_referral_settles_what_the_other_area_answered(world, referral):
    by = world.actor("coordinator")
    parcel = offer_parcel(
        referral, to_area=world.avon, lawful="consent", reason="", by=by, now=NOON
    )
    accept_parcel(parcel, by=world.actor("neighbour", world.avon), now=NOON)

    answer = world.client("coordinator").get(page("detail", referral.reference))

    assert answer.context["referral"].status == "passed_on"

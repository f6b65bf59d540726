from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from areas.actor import Actor
from areas.models import Area, AreaSettings
from areas.tenancy import in_area
from drafts.models import PublicDraft
from outbox.models import Entry
from referrals.actions.arrive import LetterBoxFull, put_in, receipts_of
from referrals.models import Arrival, Referral
from tests.moments import NOON
from tests.referrals.public.visitor import FAMILY, SELF, Visitor, take_in, words


def arrivals(area):
    with in_area(area.pk):
        return list(Arrival.objects.filter(area=area))


def test_a_self_referral_ends_as_one_row_of_the_inbox(world):
    visitor = Visitor()
    visitor.tell(SELF)

    assert visitor.send()["Location"] == reverse("refer:sent")
    [arrival] = arrivals(world.kent)
    assert arrival.receipt == visitor.receipt
    assert take_in(world.kent) == 1

    page = world.client("coordinator").get(reverse("referrals:inbox", args=["kent"]))
    with in_area(world.kent.pk):
        referral = Referral.objects.get()
    assert words(page).count(f">{referral.reference}</a>") == 1
    place = reverse("referrals:detail", args=["kent", referral.reference])
    assert visitor.receipt in words(world.client("coordinator").get(place))


def test_the_confirmation_says_the_receipt_what_happens_next_and_when_and_how_to_withdraw(world):
    Area.objects.filter(pk=world.kent.pk).update(
        telephone="01622 960 001", hours="Weekdays, 9 to 5"
    )
    with in_area(world.kent.pk):
        AreaSettings.objects.update(triage_days=3, first_contact_days=6)
    visitor = Visitor()
    visitor.tell(SELF)
    visitor.send()
    page = words(visitor.at("sent"))

    assert visitor.receipt in page
    assert "gets in touch within 9 working days, only in the ways that you said are safe" in page
    assert "You can stop at any time" in page
    assert "01622 960 001" in page
    assert "Weekdays, 9 to 5" in page


def test_whoever_must_not_be_contacted_is_told_to_contact_the_service(world):
    visitor = Visitor()
    visitor.tell({**without(SELF, "safe"), "contact": {"channels": ["none"]}})
    visitor.send()

    assert "will not contact you, as you asked" in words(visitor.at("sent"))


def without(answers, *questions):
    return {name: told for name, told in answers.items() if name not in questions}


def test_after_sending_the_answers_are_gone_and_the_receipt_is_left(world):
    visitor = Visitor()
    visitor.tell(SELF)
    visitor.send()

    for name in ("check", "equality", "equality_questions"):
        assert visitor.at(name)["Location"] == reverse("refer:sent")
    assert visitor.at("question", "name")["Location"] == reverse("refer:sent")
    assert "Jess" not in words(visitor.at("sent"))


def test_sending_again_by_back_arrives_once(world):
    visitor = Visitor()
    visitor.tell(SELF)
    visitor.send()
    again = [visitor.post("check"), visitor.post("equality"), visitor.post("equality_questions")]

    assert {answer["Location"] for answer in again} == {reverse("refer:sent")}
    assert len(arrivals(world.kent)) == 1


def test_somebody_who_asks_for_another_sends_from_the_check(world):
    visitor = Visitor()
    visitor.tell(FAMILY)

    assert "Agree and send" in words(visitor.at("check"))
    assert visitor.post("check")["Location"] == reverse("refer:sent")
    assert len(arrivals(world.kent)) == 1


def test_the_equality_questions_come_after_the_check_and_may_all_be_left_out(world):
    visitor = Visitor()
    visitor.tell(SELF)

    assert visitor.at("equality")["Location"] == reverse("refer:check")
    assert visitor.post("check")["Location"] == reverse("refer:equality")
    assert "have not been sent yet" in words(visitor.at("equality"))
    assert visitor.at("equality_questions").status_code == 200
    refused = visitor.post("equality_questions", sex="something")
    assert (refused.status_code, arrivals(world.kent)) == (422, [])
    assert visitor.post("equality_questions")["Location"] == reverse("refer:sent")


def test_without_answers_there_is_nothing_to_check_or_send(world):
    visitor = Visitor()
    assert {visitor.at(name)["Location"] for name in ("check", "equality", "sent")} == {
        reverse("refer:start")
    }

    visitor.tell(SELF, until="when")
    for name in ("check", "equality", "sent"):
        assert visitor.at(name)["Location"] == reverse("refer:question", args=["where"])
    assert visitor.post("check")["Location"] == reverse("refer:question", args=["where"])


def test_a_service_that_stops_meanwhile_is_told_and_nothing_is_lost(world):
    visitor = Visitor()
    visitor.tell(SELF)
    Area.objects.filter(pk=world.kent.pk).update(is_live=False)

    assert visitor.send()["Location"] == reverse("refer:no_service")
    Area.objects.filter(pk=world.kent.pk).update(is_live=True)
    assert visitor.send()["Location"] == reverse("refer:sent")


@pytest.mark.parametrize("page", ["check", "equality", "equality_questions"])
def test_a_program_that_fills_everything_in_looks_served_and_stores_nothing(world, page, caplog):
    visitor = Visitor()
    visitor.tell(SELF)
    if page != "check":
        visitor.post("check")

    assert visitor.post(page, website="https://buy.invalid")["Location"] == reverse("refer:sent")
    assert visitor.receipt.startswith("SR-")
    assert arrivals(world.kent) == []
    assert "refer.not_a_person" in caplog.messages


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_twenty_presses_at_once_arrive_once(world):
    visitor = Visitor()
    visitor.tell(SELF)
    visitor.post("check")
    cookies = visitor.client.cookies
    barrier = Barrier(20)

    def press(_):
        client = Client()
        client.cookies = cookies.copy()
        barrier.wait()
        try:
            return client.post(reverse("refer:equality"))["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as crowd:
        places = list(crowd.map(press, range(20)))

    assert places == [reverse("refer:sent")] * 20
    assert len(arrivals(world.kent)) == 1
    with in_area(world.kent.pk):
        assert Entry.objects.filter(kind="referrals.arrived").count() == 1


def test_the_receipts_of_a_draft_are_always_the_same_and_say_nothing():
    draft = uuid4()
    first, second, *_ = receipts_of(draft)

    assert (first, second) == tuple(receipts_of(draft))[:2]
    assert first != second
    assert [len(part) for part in first.split("-")] == [2, 4, 2]


def put(world, receipts):
    with in_area(None):
        return put_in(
            by=Actor.public(world.kent),
            now=NOON,
            kind=Arrival.Kind.SELF_REFERRAL,
            body={},
            receipts=receipts,
        )


def test_two_senders_who_draw_the_same_receipt_get_two(world):
    assert [put(world, ["SR-1", "SR-2"]) for _ in range(2)] == ["SR-1", "SR-2"]
    with pytest.raises(LetterBoxFull):
        put(world, ["SR-1", "SR-2"])

    assert sorted(one.receipt for one in arrivals(world.kent)) == ["SR-1", "SR-2"]


def test_the_draft_of_another_browser_is_not_opened(world):
    Visitor().tell(SELF)

    assert Visitor().at("check")["Location"] == reverse("refer:start")
    assert PublicDraft.objects.count() == 1

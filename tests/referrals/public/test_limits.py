import pytest
from django.core.cache import cache
from django.urls import reverse

from areas.tenancy import in_area
from referrals.models import Arrival
from referrals.views.public import limits
from tests.referrals.public.visitor import SELF, Visitor, words


@pytest.fixture(autouse=True)
def no_counters_yet(db):
    cache.clear()


@pytest.fixture
def strict(monkeypatch):
    for name, times in (("ANSWERS", 1000), ("SENT_FROM", 2), ("SENT_OF", 2)):
        limit = getattr(limits, name)
        monkeypatch.setattr(limits, name, type(limit)(limit.name, times, limit.every))


def send(address, postcode="ME14 1CK"):
    visitor = Visitor(REMOTE_ADDR=address)
    visitor.tell({**SELF, "where": {**SELF["where"], "postcode": postcode}})
    return visitor, visitor.send()


def count(area):
    with in_area(area.pk):
        return Arrival.objects.count()


def test_too_many_from_one_address_wait_and_keep_their_answers(world, strict, caplog):
    for postcode in ("ME14 1CK", "ME14 2CK"):
        assert send("192.0.2.1", postcode)[1]["Location"] == reverse("refer:sent")
    visitor, refused = send("192.0.2.1", "ME14 3CK")

    assert refused.status_code == 429
    assert "come back in an hour" in words(refused)
    assert "Jess" in words(visitor.at("check"))
    assert count(world.kent) == 2
    assert "refer.too_many" in caplog.messages


def test_too_many_of_one_postcode_wait_wherever_they_come_from(world, strict):
    for last in (1, 2):
        assert send(f"192.0.2.{last}")[1]["Location"] == reverse("refer:sent")

    assert send("192.0.2.3")[1].status_code == 429
    assert send("192.0.2.4", "ME14 2CK")[1].status_code == 302


def test_a_refused_try_counts_for_its_postcode_too(world, strict):
    for last in (1, 2):
        send("192.0.2.9", f"ME14 {last}CK")
    assert [send("192.0.2.9", "ME14 3CK")[1].status_code for _ in range(2)] == [429, 429]

    assert send("192.0.2.8", "ME14 3CK")[1].status_code == 429


def test_a_flood_of_answers_from_one_address_waits(world, monkeypatch):
    limit = limits.ANSWERS
    monkeypatch.setattr(limits, "ANSWERS", type(limit)(limit.name, 1, limit.every))
    visitor = Visitor()

    assert visitor.answer("you", who="harmed").status_code == 302
    assert visitor.answer("reported", reported="no").status_code == 429
    assert visitor.at("question", "reported").status_code == 200


def test_where_nobody_says_the_address_all_such_visitors_count_together(world, strict):
    assert [send("", f"ME14 {last}CK")[1].status_code for last in (1, 2, 3)] == [302, 302, 429]


def test_without_a_postcode_the_address_alone_counts(world, strict):
    visitor = Visitor()
    visitor.tell(SELF, until="when")
    visitor.answer("where", by="force", what="home")
    visitor.answer("force", force="kent")
    rest = ("name", "age", "contact", "safe", "help", "more")
    visitor.tell({name: SELF[name] for name in rest})

    assert visitor.send()["Location"] == reverse("refer:sent")

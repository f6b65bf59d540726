from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from areas.actor import Actor
from areas.models import ApiKey, KeyedRequest
from areas.tenancy import in_area
from audit.models import Event
from referrals.actions.keyed import StillBeingTaken, take_once
from referrals.models import Referral
from reminders.actions import sweep_passing_rows
from rjcase import clock
from tests.factories.referrals import ReferralFactory
from tests.moments import NOON
from tests.referrals.api.calls import good, problem, system_of

KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"
AT_ONCE = 8


def referrals(area):
    with in_area(area.pk):
        return Referral.objects.count()


def test_the_same_key_and_body_are_given_the_same_answer_and_nothing_is_done_twice(world, system):
    first = system.send(key=KEY)
    with clock.fixed_at(NOON + timedelta(days=3)):
        again = system.send(key=KEY)

    assert (again.status_code, again.content) == (201, first.content)
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replayed"] == "true"
    assert referrals(world.kent) == 1
    assert Event.objects.filter(verb="referral.answered_again").count() == 1


def test_the_answer_stays_the_same_whatever_became_of_the_referral(world, system):
    first = system.send(key=KEY)
    Referral.objects.update(status="declined", decision="r_age", decided_at=NOON)

    assert system.send(key=KEY).json() == first.json()


def test_the_order_of_names_and_the_quotes_round_a_key_do_not_count(world, system):
    system.send(key=KEY)
    again = system.send(dict(reversed(list(good().items()))), key=f'"{KEY}"')

    assert again["Idempotent-Replayed"] == "true"
    assert referrals(world.kent) == 1


def test_another_body_under_the_same_key_is_refused(world, system):
    system.send(key=KEY)
    for body in (good(source="court"), {"no": "body"}):
        assert problem(system.send(body, key=KEY)) == (422, "key-used")
    assert referrals(world.kent) == 1


def test_a_key_of_a_request_that_was_refused_may_be_used_again(world, system):
    assert system.send({"no": "body"}, key=KEY).status_code == 422
    assert system.send(key=KEY).status_code == 201


@pytest.mark.parametrize("key", ["", " ", '""', "x" * 256, "\u00e9", "a\tb"])
def test_a_request_without_a_key_that_will_do_is_refused(world, system, key):
    answer = system.client().post(
        system.place, good(), content_type="application/json", headers={"idempotency-key": key}
    )

    assert problem(answer) == (400, "idempotency-key")
    assert answer.json()["errors"][0]["header"] == "Idempotency-Key"
    assert referrals(world.kent) == 0


def test_a_request_without_the_header_is_refused(world, system):
    answer = system.client().post(system.place, good(), content_type="application/json")

    assert problem(answer) == (400, "idempotency-key")


def test_two_systems_may_use_the_same_key(world, system, theirs):
    other = system_of(world.kent, world.probation, name="Another")
    for one in (system, other, theirs):
        assert not one.send(key=KEY).has_header("Idempotent-Replayed")

    assert (referrals(world.kent), referrals(world.avon)) == (2, 1)


def test_keys_that_were_used_go_after_28_days(world, system):
    for days in (28, 29):
        with clock.fixed_at(NOON - timedelta(days=days)):
            system.send(key=f"{days} days ago")
    counts = sweep_passing_rows(by=Actor.system(world.kent), now=NOON)

    assert counts["areas.KeyedRequest"] == 1
    assert KeyedRequest.objects.get().key == "28 days ago"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_under_way_the_second_is_told_to_wait(world, system):
    entered, leave = Barrier(2), Barrier(2)
    actor = Actor.by_key(system.key)

    def slow():
        entered.wait(10)
        leave.wait(10)
        return ReferralFactory(area=world.kent)

    def first():
        try:
            with in_area(world.kent.pk):
                return take_once(slow, key=KEY, fingerprint="", by=actor, now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        under_way = threads.submit(first)
        entered.wait(10)
        told = system.send(key=KEY)
        leave.wait(10)
        under_way.result()

    assert problem(told) == (409, "in-flight")
    assert told["Retry-After"] == "1"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_taken_in_and_the_others_hear_of_that_one(world, system):
    together = Barrier(AT_ONCE)

    def send(_number):
        together.wait(10)
        try:
            return system.send(key=KEY)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(send, range(AT_ONCE)))
    taken = [one for one in answers if one.status_code == 201]

    assert {one.status_code for one in answers} <= {201, 409}
    assert len({one.content for one in taken}) == 1
    assert len([one for one in taken if not one.has_header("Idempotent-Replayed")]) == 1
    assert referrals(world.kent) == 1
    with in_area(world.kent.pk):
        assert ApiKey.objects.get().sends == AT_ONCE


def test_the_lock_is_no_obstacle_to_another_key(world, system):
    actor = Actor.by_key(system.key)

    def within():
        take_once(
            lambda: ReferralFactory(area=world.kent),
            key="other",
            fingerprint="",
            by=actor,
            now=NOON,
        )
        return ReferralFactory(area=world.kent)

    try:
        take_once(within, key=KEY, fingerprint="", by=actor, now=NOON)
    except StillBeingTaken:
        pytest.fail("a key waited for another")
    assert KeyedRequest.objects.count() == 2


def test_whoever_was_answered_between_the_look_and_the_lock_is_met_at_the_end(world, system):
    actor = Actor.by_key(system.key)
    values = {"key": KEY, "fingerprint": "", "by": actor, "now": NOON}

    def meanwhile():
        take_once(lambda: ReferralFactory(area=world.kent), **values)
        return ReferralFactory(area=world.kent)

    with pytest.raises(StillBeingTaken):
        take_once(meanwhile, **values)

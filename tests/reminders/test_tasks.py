from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail

from areas.models import Area
from areas.passing import kept_since
from areas.tenancy import in_area
from outbox.models import Entry
from outbox.tasks import tick_area
from referrals.actions.transfer import offer_parcel, refuse_parcel
from referrals.models import Referral
from reminders.models import Sent
from reminders.tasks import remind_area, sweep_area, tick
from rjcase import clock
from rjcase.celery import app
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON
from tests.reminders.cases import case_due
from tests.reminders.test_sweep import EACH, NONE, furnish, standing_of_all


@pytest.fixture
def at_once():
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def test_a_tick_reminds_in_every_live_area_each_in_its_own(world, at_once):
    case_due(world)
    case_due(world, area=world.avon, user="neighbour")
    Area.objects.create(slug="asleep", name="Asleep", code="ASL", is_live=False)

    tick()

    for area, user in ((world.kent, "facilitator"), (world.avon, "neighbour")):
        with in_area(area.pk):
            assert [sent.reader.email for sent in Sent.objects.filter(area=area)] == [
                f"{user}@service.invalid"
            ]


def test_from_the_ring_to_the_letter(world):
    case_due(world)

    for minute in range(3):
        with clock.fixed_at(NOON + timedelta(minutes=minute)):
            remind_area(area_id=str(world.kent.pk))
            tick_area(area_id=str(world.kent.pk))

    assert [letter.to for letter in mail.outbox] == [["facilitator@service.invalid"]]
    assert Entry.objects.filter(done_at=None).count() == 0


def test_on_the_hour_every_live_area_is_swept_each_in_its_own(world, at_once):
    old = kept_since(NOON) - timedelta(seconds=1)
    asleep = Area.objects.create(slug="asleep", name="Asleep", code="ASL", is_live=False)
    furnish(world.kent, world.users["manager"], old)
    furnish(world.avon, world.users["neighbour"], old)
    furnish(asleep, world.users["stranger"], old)

    with clock.fixed_at(NOON + timedelta(minutes=59, seconds=59)):
        tick()
    before = [standing_of_all(area) for area in (world.kent, world.avon)]
    with clock.fixed_at(NOON + timedelta(hours=1, seconds=59)):
        tick()

    assert before == [EACH, EACH]
    assert [standing_of_all(area) for area in (world.kent, world.avon, asleep)] == [
        NONE,
        NONE,
        EACH,
    ]


def test_an_area_is_swept_twice_without_harm(world):
    furnish(world.kent, world.users["manager"], kept_since(NOON) - timedelta(seconds=1))

    for _ in range(2):
        sweep_area(area_id=str(world.kent.pk))

    assert standing_of_all(world.kent) == NONE


@pytest.mark.parametrize(("minute", "left"), [(0, {"live"}), (1, {"live", "over"})])
def test_on_the_hour_sessions_whose_time_is_over_are_forgotten(world, at_once, minute, left):
    for key, year in (("over", 2020), ("live", 2100)):
        Session.objects.create(session_key=key, expire_date=datetime(year, 1, 1, tzinfo=UTC))

    with clock.fixed_at(NOON.replace(minute=minute)):
        tick()

    assert set(Session.objects.values_list("session_key", flat=True)) == left


def test_a_tick_settles_what_another_area_answered(world, at_once):
    referral = FullReferralFactory(area=world.kent)
    by = world.actor("coordinator")
    parcel = offer_parcel(
        referral, to_area=world.avon, lawful="consent", reason="", by=by, now=NOON
    )
    refuse_parcel(parcel, reason="No link.", by=world.actor("neighbour", world.avon), now=NOON)

    tick()

    with in_area(world.kent.pk):
        assert Referral.objects.get().status == "to_triage"

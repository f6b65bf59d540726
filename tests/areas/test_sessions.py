from datetime import timedelta

import pytest
from django.urls import reverse

from areas.models import SecurityEvent
from rjcase import clock
from tests.moments import NOON


@pytest.fixture
def visit(world):
    client = world.client("manager")
    page = reverse("areas:settings", args=["kent"])

    def at(**later):
        with clock.fixed_at(NOON + timedelta(**later)):
            return client.get(page).status_code

    return at


def test_whoever_works_stays_signed_in(visit):
    assert [visit(minutes=minutes) for minutes in (0, 29, 58, 87)] == [200] * 4


def test_half_an_hour_without_a_page_signs_out(visit):
    assert [visit(minutes=0), visit(minutes=31)] == [200, 302]
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.SIGNED_OUT).count() == 1


def test_twelve_hours_sign_out_whoever_never_rests(visit):
    answers = [visit(minutes=minutes) for minutes in range(0, 12 * 60 + 1, 20)]

    assert set(answers) == {200}
    assert visit(minutes=12 * 60 + 1) == 302


def test_a_visit_is_noted_once_a_minute_at_most(world, count_queries):
    client = world.client("manager")
    page = reverse("areas:settings", args=["kent"])
    client.get(page)
    with count_queries() as queries:
        client.get(page)

    assert [query for query in queries if 'UPDATE "django_session"' in query["sql"]] == []

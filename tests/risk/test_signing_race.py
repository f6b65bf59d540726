from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from areas.actor import Actor
from areas.tenancy import in_area
from cases.models import Clearance
from risk.actions import NotWaiting, sign_off
from risk.models import Assessment
from tests.moments import NOON
from tests.risk.cases import submitted
from tests.world import make_world


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_once_leave_one_signature():
    with in_area(None):
        world = make_world()
        with in_area(world.kent.pk):
            assessment = submitted(world)
    start = Barrier(2)

    def sign(name):
        user = world.users[name]
        try:
            with in_area(None, user.pk):
                actor = Actor.entering("kent", user)
            with in_area(world.kent.pk, user.pk):
                row = Assessment.objects.select_related("case").get(pk=assessment.pk)
                start.wait()
                sign_off(row, by=actor, now=NOON)
            return "signed"
        except NotWaiting as overtaken:
            return str(overtaken)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(sign, ["supervisor", "manager"]))

    assert len([answer for answer in answers if answer == "signed"]) == 1
    assert "signed this assessment off on 12 August 2026" in answers[0]
    with in_area(world.kent.pk):
        assert Clearance.objects.count() == 1

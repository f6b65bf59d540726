import uuid

import pytest
from django.test import Client

from referrals.models import ReferralDecision
from tests.factories.referrals import (
    FullReferralFactory,
)
from tests.referrals.triage.desk import DECLINE, decide, detail, reveal
from tests.world import sign_in


@pytest.mark.parametrize(
    ("name", "reads", "reveals", "decides"),
    [
        ("coordinator", 200, 200, 302),
        ("manager", 200, 403, 302),
        ("supervisor", 200, 403, 403),
        ("facilitator", 403, 403, 403),
        ("referrer", 403, 403, 403),
        ("commissioner", 403, 403, 403),
        ("neighbour", 404, 404, 404),
        ("stranger", 404, 404, 404),
    ],
)
def test_who_reads_who_reveals_and_who_decides(world, referral, name, reads, reveals, decides):
    client = world.client(name)
    person = referral.people.get(side="harmed").person

    assert client.get(detail(referral)).status_code == reads
    assert client.post(reveal(referral, person.pk)).status_code == reveals
    assert client.post(decide(referral), DECLINE).status_code == decides


def test_a_referral_of_another_area_is_not_there_through_ones_own_door(world):
    foreign = FullReferralFactory(area=world.avon)
    client, person_id = world.client("coordinator"), uuid.uuid4()

    assert client.get(detail(foreign)).status_code == 404
    assert client.post(decide(foreign), DECLINE).status_code == 404
    assert client.post(reveal(foreign, person_id)).status_code == 404


def test_a_form_of_another_site_is_refused(world, referral):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, world.users["coordinator"])
    person = referral.people.get(side="harmed").person

    assert client.post(decide(referral), DECLINE).status_code == 403
    assert client.post(reveal(referral, person.pk)).status_code == 403
    assert ReferralDecision.objects.count() == 0

"""Two coordinators press "accept" at the same moment, over and over, through the pages."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from areas.tenancy import in_area
from cases.models import Case
from referrals.models import ReferralDecision
from tests.factories.referrals import FullReferralFactory

RACES = int(os.environ.get("RJCASE_PROOF_ACCEPTS", "20"))


def race(clients, page):
    """Both send the form when both are ready: who got what answer, and what it said."""
    together = Barrier(2)

    def accept(name):
        together.wait(timeout=20)
        try:
            answer = clients[name].post(page, {"label": "Robbery, June 2026", "version": "1"})
            return answer.status_code, " ".join(answer.content.decode().split()), name
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return sorted(threads.map(accept, clients))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_opens_the_case_and_the_other_is_told(world):
    clients = {name: world.client(name) for name in ("coordinator", "manager")}
    decided = told = 0
    for _ in range(RACES):
        referral = FullReferralFactory(area=world.kent)
        page = reverse("cases:open", args=["kent", referral.reference])
        (first, _, winner), (second, shown, _) = race(clients, page)
        assert (first, second) == (302, 409)
        with in_area(world.kent.pk):
            decision = ReferralDecision.objects.get(referral=referral)
            cases = Case.objects.filter(referral_links__referral=referral).count()
        assert (decision.recorded_by, cases) == (world.users[winner], 1)
        decided += 1
        told += f"{winner.capitalize()} accepted this referral on 12 August 2026" in shown

    assert (decided, told) == (RACES, RACES)

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.urls import reverse

from areas.tenancy import in_area
from referrals.models import Referral, ReferralDecision
from tests.factories.referrals import FullReferralFactory


def test_of_two_who_decide_at_once_one_is_first_and_the_other_is_told(transactional_db, world):
    referral = FullReferralFactory(area=world.kent)
    address = reverse("referrals:decide", args=["kent", referral.reference])
    clients = {name: world.client(name) for name in ("coordinator", "manager")}
    together = Barrier(2)

    def decide(name):
        together.wait()
        answers = {
            "version": "1",
            "reason": "r_age",
            "instead": "nothing",
            "told": "referrer",
            "note": f"Note of {name}.",
        }
        try:
            answer = clients[name].post(address, answers)
            return name, answer.status_code, " ".join(answer.content.decode().split())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(decide, clients), key=lambda answer: answer[1])

    (winner, first, _), (loser, second, shown) = answers
    assert (first, second) == (302, 409)
    assert f"{winner.capitalize()} decided on 12 August 2026 at midday not to open a case" in shown
    assert f"Note of {loser}." in shown
    with in_area(world.kent.pk):
        assert ReferralDecision.objects.get().recorded_by == world.users[winner]
        assert Referral.objects.get().status == "declined"

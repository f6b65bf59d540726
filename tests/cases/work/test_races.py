import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from areas.scoping import Stale
from areas.tenancy import set_context
from audit.models import Event
from cases.actions.letter_passing import deliver_letter
from cases.models import Letter
from cases.stages import LetterState
from tests.cases.crossing.conftest import agreed
from tests.factories.activities import LetterFactory, LetterOfferFactory
from tests.moments import NOON, TODAY

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_two_people_who_deliver_at_once_deliver_once(transactional_db, work):
    letter = LetterFactory(
        case=work.case,
        author=work.responsible,
        recipient=work.harmed,
        state=LetterState.OFFERED,
        happened_on=TODAY - timedelta(days=1),
    )
    agreed(letter, work.responsible)
    LetterOfferFactory(letter=letter, answer="wanted")
    actors = {name: work.world.actor(name) for name in ("facilitator", "colleague")}
    start, ends = threading.Barrier(2), []

    def deliver(name):
        try:
            with transaction.atomic():
                set_context(area_id=work.world.kent.pk, user_id=actors[name].user_id)
                seen = Letter.objects.get(pk=letter.pk)
                start.wait(timeout=10)
                deliver_letter(seen, delivered_on=TODAY, by=actors[name], now=NOON)
            ends.append("delivered")
        except Stale:
            ends.append("stale")
        finally:
            connection.close()

    both = [threading.Thread(target=deliver, args=[name]) for name in actors]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)

    assert sorted(ends) == ["delivered", "stale"]
    with transaction.atomic():
        set_context(area_id=work.world.kent.pk, user_id=None)
        assert Event.objects.filter(verb="letter.delivered").count() == 1

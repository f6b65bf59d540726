import pytest

from cases.actions.letter_passing import NoSafeWay, deliver_letter
from cases.stages import LetterState, OfferAnswer
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY

from .conftest import put


def test_a_letter_is_sent_only_where_that_is_known_to_be_safe(work, letter):
    wanted = put(letter, LetterState.OFFERED, OfferAnswer.WANTED)
    told = {"delivered_on": TODAY, "handover": "sent", "by": work.by, "now": NOON}
    ContactPointFactory(person=work.harmed.person)
    with pytest.raises(NoSafeWay, match="No way to send it to them is known to be safe"):
        deliver_letter(wanted, **told)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.delivered_on) == (LetterState.OFFERED, None)

    ContactPointFactory(person=work.harmed.person, kind="address")

    assert deliver_letter(wanted, **told).handover == "sent"

import pytest

from audit.models import Event
from cases.actions.crossing import StepRefused
from cases.actions.letter_passing import take_letter_back
from cases.stages import LetterState
from tests.moments import NOON, TODAY

from .conftest import put


@pytest.mark.parametrize(
    "state", [LetterState.DRAFT, LetterState.CHECKED, LetterState.OFFERED, LetterState.KEPT]
)
def test_its_author_takes_it_back_before_it_is_delivered(work, letter, state):
    take_letter_back(put(letter, state), happened_on=TODAY, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert (letter.state, letter.consent) == (LetterState.TAKEN_BACK, None)
    assert Event.objects.filter(verb="letter.taken_back").count() == 1


def test_a_delivered_letter_is_not_taken_back(work, letter):
    put(letter, LetterState.DELIVERED, delivered_on=TODAY)

    with pytest.raises(StepRefused, match="cannot be taken back"):
        take_letter_back(letter, happened_on=TODAY, by=work.by, now=NOON)

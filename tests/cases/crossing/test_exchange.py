import pytest

from cases.models import Conference, Letter, LetterOffer
from cases.queries.next_steps import standing_of
from tests.cases.made import daniel_of, jessica_of, two_sided_case
from tests.moments import NOON, TODAY


@pytest.fixture
def case(world):
    return two_sided_case(world)


def letter(case, **values):
    return Letter.objects.create(
        area=case.area,
        case=case,
        author=daniel_of(case),
        recipient=jessica_of(case),
        happened_on=TODAY,
        recorded_at=NOON,
        **values,
    )


def exchanged(case, world):
    return standing_of(case, world.actor("facilitator")).exchanged


def test_nothing_was_exchanged_at_first(case, world):
    letter(case)

    assert exchanged(case, world) is False


def test_a_delivered_letter_counts(case, world):
    letter(case, state="delivered", delivered_on=TODAY)

    assert exchanged(case, world) is True


def test_a_kept_letter_counts_only_after_an_offer(case, world):
    kept = letter(case, state="kept")
    assert exchanged(case, world) is False

    LetterOffer.objects.create(area=case.area, letter=kept, happened_on=TODAY, recorded_at=NOON)
    assert exchanged(case, world) is True


@pytest.mark.parametrize(("attendance", "counts"), [("planned", False), ("held", True)])
def test_a_meeting_counts_once_it_was_held(case, world, attendance, counts):
    Conference.objects.create(
        area=case.area,
        case=case,
        form="conf",
        meeting="in_person",
        attendance=attendance,
        happened_at=NOON,
        recorded_at=NOON,
    )

    assert exchanged(case, world) is counts

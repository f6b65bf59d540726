from datetime import timedelta

import pytest

from areas.tenancy import in_area
from tests.cases.work.conftest import work as work
from tests.factories.activities import LetterFactory, LetterOfferFactory, MessageFactory
from tests.factories.cases import ConsentFactory
from tests.moments import TODAY

DAY = timedelta(days=1)


def agreed(thing, sender):
    """Its author agreed that it is shared, and the ledger says so."""
    thing.consent = ConsentFactory(
        participant=sender, purpose="share_other_party", happened_on=TODAY - DAY
    )
    with in_area(thing.area_id):
        thing.save()
    return thing


def put(thing, state, answer=None, **columns):
    """A letter or a message in a state of the table, a letter's latest offer answered so."""
    if answer:
        LetterOfferFactory(letter=thing, answer=answer)
    with in_area(thing.area_id):
        type(thing).objects.filter(pk=thing.pk).update(state=state, **columns)
        thing.refresh_from_db()
    return thing


@pytest.fixture
def letter(work):
    """From the person responsible to the person harmed: a draft, agreed to."""
    letter = LetterFactory(
        case=work.case,
        author=work.responsible,
        recipient=work.harmed,
        recorded_by=work.world.users["facilitator"],
        happened_on=TODAY - DAY,
    )
    return agreed(letter, work.responsible)


def pair_of_the_two(work):
    with in_area(work.case.area_id):
        return work.case.pairs.select_related("one", "other").get()


@pytest.fixture
def message(work):
    """From the person responsible to the person harmed: said, and agreed to."""
    message = MessageFactory(
        pair=pair_of_the_two(work),
        recorded_by=work.world.users["facilitator"],
        said_on=TODAY - DAY,
    )
    return agreed(message, work.responsible)

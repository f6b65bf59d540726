from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from areas.actor import Actor
from areas.references import next_reference
from areas.tenancy import in_area

DAY = date(2026, 8, 12)


def test_references_are_numbered_by_area_kind_and_year(world):
    kent = Actor.system(world.kent)

    assert [next_reference(kent, kind="", on=DAY) for _ in range(2)] == [
        "KNT-26-00001",
        "KNT-26-00002",
    ]
    assert next_reference(kent, kind="R", on=DAY) == "KNT-R26-00001"
    assert next_reference(kent, kind="", on=date(2027, 1, 1)) == "KNT-27-00001"
    with in_area(world.avon.pk):
        assert next_reference(Actor.system(world.avon), kind="", on=DAY) == "AVN-26-00001"


def test_a_number_that_was_rolled_back_is_given_out_again(world):
    kent = Actor.system(world.kent)
    with in_area(world.kent.pk):
        next_reference(kent, kind="", on=DAY)
        transaction.set_rollback(True)

    assert next_reference(kent, kind="", on=DAY) == "KNT-26-00001"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers_without_a_gap(world):
    actor = Actor.system(world.kent)

    def take(_):
        try:
            with in_area(world.kent.pk):
                return next_reference(actor, kind="", on=DAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        taken = sorted(threads.map(take, range(20)))

    assert taken == [f"KNT-26-{number:05d}" for number in range(1, 21)]

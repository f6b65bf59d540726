import pytest
from django.db import connection, transaction

from areas.models import Agency
from areas.tenancy import OutsideTransaction, context, in_area, set_context
from tests.factories.areas import AgencyFactory


def test_a_transaction_is_bound_to_an_area_and_a_user(world):
    user = world.users["manager"]
    with in_area(world.avon.pk, user.pk):
        assert context() == (world.avon.pk, user.pk)

    assert context() == (world.kent.pk, None)


def test_a_nested_context_gives_the_former_one_back(world):
    with in_area(world.kent.pk):
        with in_area(world.avon.pk), in_area(None):
            assert context() == (None, None)
        assert context() == (world.kent.pk, None)


def test_a_context_that_was_rolled_back_gives_the_former_one_back(world):
    with pytest.raises(ZeroDivisionError), in_area(world.avon.pk):
        raise ZeroDivisionError

    assert context() == (world.kent.pk, None)


def test_what_was_written_in_it_is_rolled_back_with_it(world):
    with in_area(world.avon.pk):
        AgencyFactory(area=world.avon)
        transaction.set_rollback(True)
    with in_area(world.avon.pk):
        assert Agency.objects.count() == 0


def test_a_transaction_that_was_given_up_inside_keeps_no_context(world):
    with in_area(world.avon.pk):
        connection.set_rollback(True)

    assert context() == (world.kent.pk, None)


@pytest.mark.django_db(transaction=True)
def test_no_context_can_be_set_where_it_would_be_gone_at_once(world):
    with pytest.raises(OutsideTransaction):
        set_context(area_id=world.kent.pk, user_id=None)


@pytest.mark.django_db(transaction=True)
def test_two_requests_on_one_connection_share_nothing(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    manager, neighbour = world.client("manager"), world.client("neighbour")
    inside = manager.get("/areas/kent/where/").content.decode()
    after = manager.get("/nowhere/").content.decode()
    theirs = neighbour.get("/areas/avon/where/").content.decode()

    assert inside == f"{world.kent.pk} {world.users['manager'].pk} 8"
    assert after == f"None {world.users['manager'].pk}"
    assert theirs == f"{world.avon.pk} {world.users['neighbour'].pk} 1"
    with in_area(None):
        assert context() == (None, None)

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from areas.actor import Actor
from areas.models import Agency, ApiKey, SignInLink
from areas.tenancy import OutsideTransaction, context, in_area, in_intake, present_key, set_context
from outbox.actions import put
from outbox.models import Entry
from referrals.models import Arrival
from tests.architecture import catalogue
from tests.factories.areas import AgencyFactory, ApiKeyFactory, SignInLinkFactory
from tests.moments import NOON


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


def refused():
    return pytest.raises(ProgrammingError, match="policy")


def arrive(area, **changes):
    values = {"kind": "self_referral", "receipt": "SR-1", "body": "{}", "received_at": NOON}
    Arrival.objects.bulk_create([Arrival(area=area, **(values | changes))])


def test_the_public_door_puts_an_arrival_into_an_area_and_reads_nothing(world):
    with in_area(None):
        with in_intake(world.kent.pk):
            arrive(world.kent)
            put("referrals.arrived", by=Actor.public(world.kent), now=NOON)
            seen = [
                catalogue.rows(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
                for table in catalogue.tenant_tables()
            ]
        assert {count for found in seen for (count,) in found} == {0}

    assert (Arrival.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize("changes", [{"taken_in_at": NOON}])
def test_the_public_door_puts_in_nothing_that_looks_taken_in(world, changes):
    with in_area(None), in_intake(world.kent.pk), refused(), transaction.atomic():
        arrive(world.kent, **changes)


def test_the_public_door_leads_to_one_area_only(world):
    with in_area(None), in_intake(world.kent.pk), refused(), transaction.atomic():
        arrive(world.avon)


def test_the_public_door_puts_no_other_errand_into_the_outbox(world):
    with in_area(None), in_intake(world.kent.pk), refused(), transaction.atomic():
        put("reporting.render", by=Actor.public(world.kent), now=NOON)


def test_the_public_door_shuts_behind_what_was_put_in(world):
    with in_area(None):
        with in_intake(world.kent.pk):
            arrive(world.kent)
        with refused(), transaction.atomic():
            arrive(world.kent, receipt="SR-2")


def test_a_key_opens_its_own_row_before_an_area_is_known(world):
    key = ApiKeyFactory(area=world.kent, agency=world.probation)
    ApiKeyFactory(area=world.avon)
    link = SignInLinkFactory(area=world.avon, user=world.users["neighbour"])
    with in_area(None):
        present_key(key.key_hash)
        assert list(ApiKey.objects.all()) == [key]
        present_key(link.key_hash)
        assert list(SignInLink.objects.all()) == [link]
        present_key("")
        assert (ApiKey.objects.count(), SignInLink.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_no_key_is_presented_where_it_would_be_gone_at_once(world):
    with pytest.raises(OutsideTransaction):
        present_key("a")

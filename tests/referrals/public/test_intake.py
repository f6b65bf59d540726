"""What a stolen connection of the public door could read and write: nothing, and arrivals."""

import pytest
from django.db import DatabaseError, connection, transaction

from areas.actor import Actor
from areas.tenancy import in_area, in_intake
from outbox.actions import put
from referrals.models import Arrival, Referral
from tests.architecture.catalogue import rows, tenant_tables
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON
from tests.referrals.public.visitor import SELF, Visitor, take_in


@pytest.fixture
def lived_in(world):
    """Referrals, people, an arrival taken in and one that waits, in Kent."""
    with in_area(world.kent.pk):
        FullReferralFactory(area=world.kent, agency=world.probation)
    for times in range(2):
        visitor = Visitor()
        visitor.tell({**SELF, "name": {"first_name": f"Jess {times}"}})
        visitor.send()
        if not times:
            take_in(world.kent)
    return world


def seen():
    """Rows of each tenant table that the present transaction may read."""
    counted = {
        table: rows(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")[0][0]
        for table in tenant_tables()
    }
    return {table: count for table, count in counted.items() if count}


def test_inside_the_letter_box_s_transaction_no_table_shows_a_row(lived_in):
    with in_area(None), in_intake(lived_in.kent.pk):
        assert seen() == {}
    with in_area(lived_in.kent.pk):
        assert {"referrals_arrival", "referrals_referral", "people_person"} <= set(seen())


def refused(write):
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        write()
    return True


def arrival(area, **more):
    return Arrival(
        area=area, kind="self_referral", receipt="SR-1", body="{}", received_at=NOON, **more
    )


def test_it_puts_in_what_waits_in_its_own_area_and_nothing_else(lived_in):
    kent, avon = lived_in.kent, lived_in.avon
    public = Actor.public(kent)
    referral = Referral.objects.first()
    with in_area(None), in_intake(kent.pk):
        assert refused(lambda: Arrival.objects.bulk_create([arrival(avon)]))
        assert refused(lambda: Arrival.objects.bulk_create([arrival(kent, taken_in_at=NOON)]))
        assert refused(lambda: Arrival.objects.bulk_create([arrival(kent, referral=referral)]))
        assert refused(lambda: put("reports.send", by=public, now=NOON))
        assert refused(
            lambda: Referral.objects.bulk_create([
                Referral(
                    area=kent,
                    reference="X",
                    received_at=NOON,
                    triage_due_on=NOON.date(),
                    source="other",
                    channel="web",
                    initiator="harmed",
                    recorded_at=NOON,
                )
            ])
        )
        assert Arrival.objects.update(receipt="SR-9") == 0
        assert Arrival.objects.all().delete()[0] == 0
        Arrival.objects.bulk_create([arrival(kent)])


def test_after_it_the_transaction_puts_nothing_in_any_more(lived_in):
    with in_area(None):
        with in_intake(lived_in.kent.pk):
            pass
        assert refused(lambda: Arrival.objects.bulk_create([arrival(lived_in.kent)]))


def test_whoever_may_not_send_in_puts_nothing_in(lived_in):
    assert lived_in.actor("coordinator").may("referral_send_in") is False

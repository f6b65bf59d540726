from datetime import timedelta
from uuid import uuid4

from areas.actions import sweep
from areas.actor import Actor
from areas.models import FormReceipt
from areas.passing import kept_since
from areas.tenancy import in_area
from tests.moments import NOON

SINCE = kept_since(NOON)
A_SECOND = timedelta(seconds=1)


def receipt(area, user, at):
    with in_area(area.pk):
        return FormReceipt.objects.create(area=area, user=user, key=uuid4(), at=at)


def test_receipts_older_than_28_days_go_and_those_just_inside_stay(world):
    user = world.users["manager"]
    receipt(world.kent, user, SINCE - A_SECOND)
    inside = [receipt(world.kent, user, at).pk for at in (SINCE, NOON)]

    swept = [sweep(by=Actor.system(world.kent), now=NOON) for _ in range(2)]

    assert swept == [1, 0]
    assert set(FormReceipt.objects.values_list("pk", flat=True)) == set(inside)


def test_another_areas_receipts_are_left_to_it(world):
    theirs = receipt(world.avon, world.users["neighbour"], SINCE - A_SECOND)

    assert sweep(by=Actor.system(world.kent), now=NOON) == 0
    with in_area(world.avon.pk):
        assert FormReceipt.objects.get() == theirs

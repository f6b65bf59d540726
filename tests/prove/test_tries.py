import os
import random
import uuid

import pytest
from django.apps import apps

from areas.actor import Actor
from areas.scoping import AreaModel
from areas.tenancy import in_area
from tests.architecture.addresses import row_pages
from tests.architecture.belts import NOT_ROWS, furnish, who_may

TRIES = int(os.environ.get("RJCASE_PROOF_TRIES", "2000"))
THROUGH_THE_DOOR = 20
SEED = 20260812


@pytest.fixture
def houses(world):
    return furnish(world.avon, world.users["neighbour"]), furnish(world.kent, world.users["deputy"])


def tenant_models():
    return [model for model in apps.get_models() if issubclass(model, AreaModel)]


def keys_of(area):
    with in_area(area.pk):
        return {
            model: list(model.objects.values_list("pk", flat=True)) for model in tenant_models()
        }


def references(belongings, luck):
    """Real ones, ones beside them, and ones that nobody ever gave out."""
    real = [str(reference) for reference in belongings.values["reference"]]
    near = [f"{one[:-5]}{luck.randrange(99999):05d}" for one in real]
    return [*real, *near, f"AVN-26-{luck.randrange(99999):05d}", "' OR '1'='1", "%", "avon"]


@pytest.mark.slow
@pytest.mark.parametrize("belt", ["both belts", "visible_to alone", "the policies alone"])
def test_no_guess_at_another_area_s_row_finds_one(world, houses, belt):
    luck = random.Random(SEED)
    theirs = keys_of(world.avon)
    models = [model for model, keys in theirs.items() if keys]
    actor = Actor.system(world.kent)
    context = world.avon if belt == "visible_to alone" else world.kent
    found = []
    with in_area(context.pk):
        for _ in range(TRIES // 3):
            model = luck.choice(models)
            guess = luck.choice([luck.choice(theirs[model]), uuid.UUID(int=luck.getrandbits(128))])
            rows = (
                model.objects.all()
                if belt == "the policies alone"
                else model.objects.visible_to(actor)
            )
            found += rows.filter(pk=guess)

    assert len(models) > 25
    assert found == []


@pytest.mark.slow
def test_no_guess_at_another_area_s_row_is_answered_through_one_s_own_door(world, houses):
    luck = random.Random(SEED)
    foreign, _ = houses
    pages = [page for page in row_pages() if not set(page.arguments) <= NOT_ROWS]
    clients = {who_may(page): world.client(who_may(page)) for page in pages}
    answers = set()
    for _ in range(max(TRIES // THROUGH_THE_DOOR, 60)):
        page = luck.choice(pages)
        values = {name: guess_for(name, foreign, luck) for name in page.arguments if name != "area"}
        path = page.path(area="kent", **values).replace("' ", "%27%20").replace("%/", "%25/")
        answers.add(clients[who_may(page)].get(path).status_code)

    assert answers <= {404, 405}


def guess_for(name, foreign, luck):
    if name == "reference":
        return luck.choice(references(foreign, luck))
    if name == "number":
        return luck.choice([*foreign.values["number"], luck.randrange(1, 9)])
    return luck.choice([
        *foreign.candidates(name, thorough=True),
        uuid.UUID(int=luck.getrandbits(128)),
    ])

from areas.actor import Actor
from areas.context import settings_of
from areas.direct import columns, first, take
from areas.models import Area, AreaSettings
from areas.tenancy import in_area
from tests.factories.areas import AreaFactory

AREA = f"SELECT {columns(Area, 'one')}, 7 FROM areas_area one WHERE slug = %s"


def test_a_row_taken_by_hand_is_the_row(world):
    area, rest = take(Area, first(AREA, "avon"))

    assert (vars_of(area), list(rest)) == (vars_of(Area.objects.get(slug="avon")), [7])
    assert not area._state.adding


def test_where_nothing_is_found_there_is_nothing(world):
    assert first(AREA, "atlantis") is None


def test_an_area_reads_its_own_settings(world):
    actor = world.actor("manager")

    assert vars_of(settings_of(actor)) == vars_of(AreaSettings.objects.get(area=world.kent))


def test_an_area_without_settings_has_the_national_ones(world):
    area = AreaFactory()
    with in_area(area.pk):
        row = settings_of(Actor.system(area))

    assert (row.area, row.triage_days) == (area, AreaSettings(area=area).triage_days)
    assert row._state.adding


def vars_of(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}

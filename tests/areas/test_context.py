from areas.actor import Actor
from areas.context import area_page, settings_of, words_of
from areas.models import AreaSettings
from areas.tenancy import in_area
from tests.factories.areas import AreaFactory


def test_a_page_of_no_area_has_the_national_words(rf):
    assert set(area_page(rf.get("/"))) == {"words"}


def test_a_page_of_an_area_has_its_actor_words_and_places(world, rf):
    request = rf.get("/areas/kent/")
    request.actor = world.actor("manager")
    page = area_page(request)

    assert page["actor"] == request.actor
    assert page["words"]["harmed"] == "person harmed"
    assert [place.label for place in page["navigation"]][-1] == "Settings"


def test_an_area_without_settings_has_the_national_defaults(db):
    area = AreaFactory()
    with in_area(area.pk):
        actor = Actor.system(area)
        assert settings_of(actor).triage_days == AreaSettings().triage_days
        assert words_of(actor)["responsible"] == "person responsible"

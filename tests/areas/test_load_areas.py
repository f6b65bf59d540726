from datetime import date

import pytest
from django.core.management import CommandError, call_command

from areas.management.commands.load_areas import in_office_from
from areas.models import Area, AreaSettings, Commissioner
from areas.tenancy import in_area

pytestmark = pytest.mark.django_db


def load(*live):
    call_command("load_areas", "--live", *live, verbosity=0)


def everything():
    rows = []
    for area in Area.objects.order_by("slug"):
        with in_area(area.pk):
            rows.append((
                area.slug,
                area.code,
                area.is_live,
                AreaSettings.objects.count(),
                list(Commissioner.objects.values_list("kind", "from_on", "until_on")),
            ))
    return rows


def test_the_register_has_forty_three_areas_of_which_four_are_welsh(capsys):
    load()

    assert Area.objects.count() == 43
    assert Area.objects.filter(is_welsh=True).count() == 4
    assert Area.objects.filter(is_live=True).count() == 0
    assert (
        len({code for code in Area.objects.values_list("code", flat=True) if len(code) == 3}) == 43
    )
    assert capsys.readouterr().out == "43 areas\n"


def test_each_area_has_settings_and_a_commissioner_with_a_day():
    load()
    loaded = everything()

    assert {settings for *_, settings, _ in loaded} == {1}
    assert {len(commissioners) for *_, commissioners in loaded} == {1}
    assert {slug: found for slug, *_, found in loaded}["greater-manchester"] == [
        ("mayor", date(2017, 5, 1), None)
    ]


def test_loading_twice_changes_nothing():
    load("kent", "metropolitan")
    before = everything()
    load()

    assert everything() == before
    assert {slug for slug, _, live, *_ in before if live} == {"kent", "metropolitan"}


def test_a_new_commissioner_ends_the_one_before():
    load()
    area = Area.objects.get(slug="west-yorkshire")
    with in_area(area.pk):
        Commissioner.objects.create(
            area=area, kind="pcc", body="A commissioner", from_on=date(2012, 11, 22)
        )
        load()
        spans = list(Commissioner.objects.order_by("from_on").values_list("from_on", "until_on"))
        on_the_day = list(
            Commissioner.objects.get_queryset().on(date(2021, 4, 30)).values_list("kind", flat=True)
        )

    assert spans == [(date(2012, 11, 22), date(2021, 4, 30)), (date(2021, 5, 1), None)]
    assert on_the_day == ["pcc"]


def test_an_area_that_is_not_in_the_register_is_refused_before_anything_is_written():
    with pytest.raises(CommandError, match="there is no area atlantis in the register"):
        load("kent", "atlantis")

    assert Area.objects.count() == 0


def test_without_a_year_the_first_election_counts():
    assert [in_office_from(""), in_office_from("2021")] == [date(2012, 11, 22), date(2021, 5, 1)]


def test_an_area_says_its_slug_and_nothing_else():
    load()

    assert str(Area.objects.get(code="KNT" if Area.objects.filter(code="KNT").exists() else "BED"))


def test_what_a_service_is_called_and_how_it_is_reached_outlive_another_load():
    load()
    told = {"service_name": "Restore Kent", "telephone": "01622 960 001"}
    Area.objects.filter(slug="kent").update(**told)
    load()

    kent, essex = Area.objects.get(slug="kent"), Area.objects.get(slug="essex")
    assert {name: getattr(kent, name) for name in told} == told
    assert (essex.service_name, essex.telephone) == ("Restorative Essex", "")

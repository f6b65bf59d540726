import pytest

from areas.places.find import (
    SURE,
    Found,
    Unclear,
    of_district,
    of_force,
    of_postcode,
    service_of,
    standing_area,
)
from areas.places.postcodes import IN_SCOTLAND, NotAPlace
from areas.places.register import districts, forces, sectors


@pytest.mark.parametrize(
    ("postcode", "slug"),
    [
        ("ME14 1CK", "kent"),
        ("LS1 1CK", "west-yorkshire"),
        ("CF10 1CK", "south-wales"),
        ("LL57 1CK", "north-wales"),
        ("EX1 1CK", "devon-and-cornwall"),
        ("EC3R 5CK", "city-of-london"),
        ("S1 1CK", "south-yorkshire"),
        ("S70 1CK", "south-yorkshire"),
        ("TD15 1CK", "northumbria"),
    ],
)
def test_a_postcode_finds_its_police_area(postcode, slug):
    assert of_postcode(postcode).force.slug == slug


@pytest.mark.parametrize(
    ("postcode", "slug", "share"),
    [
        ("BR8 7CK", "kent", 0.9763),
        ("CR6 9CK", "surrey", 0.9723),
        ("TN18 4CK", "kent", 0.992),
    ],
)
def test_a_border_sector_with_a_great_share_is_sure_and_says_its_share(postcode, slug, share):
    found = of_postcode(postcode)

    assert (found.force.slug, round(found.share, 3)) == (slug, round(share, 3))


@pytest.mark.parametrize(
    ("postcode", "names"),
    [
        ("DA5 2CK", ["Dartford", "Bexley"]),
        ("TN16 2CK", ["Tandridge", "Bromley", "Sevenoaks"]),
        ("SY13 3CK", ["Wrexham", "Shropshire"]),
        ("NP16 7CK", ["Forest of Dean", "Monmouthshire"]),
        ("TN8 7CK", ["Sevenoaks", "Wealden", "Tandridge"]),
    ],
)
def test_a_sector_below_the_threshold_asks_which_district(postcode, names):
    place = of_postcode(postcode)

    assert isinstance(place, Unclear)
    assert [district.name for district in place.districts] == names


def test_an_outward_code_alone_never_finds_a_service():
    with pytest.raises(NotAPlace):
        of_postcode("DA5")


def test_a_postcode_that_is_not_in_the_register_says_why():
    with pytest.raises(NotAPlace) as refused:
        of_postcode("EH1 1CK")

    assert str(refused.value) == str(IN_SCOTLAND)


def test_a_district_and_a_force_are_found_by_what_they_are_called():
    maidstone = next(one for one in districts().values() if one.name == "Maidstone")

    assert of_district(maidstone.code) == Found(forces()["kent"])
    assert of_force("kent") == Found(forces()["kent"])
    assert (of_district("E00"), of_force("")) == (None, None)


def test_the_register_is_whole():
    assert (len(forces()), len(districts()), len(sectors())) == (43, 318, 10_751)
    assert {one.force.slug for one in districts().values()} == set(forces())
    assert {round(sum(one.share for one in shares), 2) for shares in sectors().values()} == {1.0}
    assert {
        shares == tuple(sorted(shares, key=lambda one: -one.share)) for shares in sectors().values()
    } == {True}


def test_95_sectors_in_100_are_sure():
    unsure = [
        sector
        for sector in sectors()
        if sector[:3] != "NPT" and isinstance(of_postcode(f"{sector}CK"), Unclear)
    ]

    assert (SURE, len(unsure)) == (0.95, 534)


def test_only_a_live_service_serves_and_one_that_has_not_begun_is_known(world):
    assert service_of(forces()["kent"]) == world.kent
    assert service_of(forces()["surrey"]) is None
    world.kent.is_live = False
    world.kent.save()

    assert service_of(forces()["kent"]) is None
    assert standing_area(forces()["kent"]) == world.kent

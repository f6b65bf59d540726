import pytest

from areas.places import postcodes
from areas.places.postcodes import NotAPlace, Postcode, parse, why_unknown


@pytest.mark.parametrize(
    "text",
    [
        "ME14 1CK",
        "me141ck",
        " Me14  1cK ",
        "ME14-1CK",
        "M E 1 4 1 C K",
        "ＭＥ１４ １ＣＫ",
        "ME14\u00a01CK.",
    ],
)
def test_a_postcode_is_read_however_it_is_written(text):
    assert (str(parse(text)), parse(text).sector) == ("ME14 1CK", "ME14 1")


@pytest.mark.parametrize(
    ("text", "sector"),
    [("M1 1CK", "M1 1"), ("EC2M 2CK", "EC2M 2"), ("SW1A 1CK", "SW1A 1"), ("B33 8CK", "B33 8")],
)
def test_every_shape_of_outward_code_is_known(text, sector):
    assert parse(text).sector == sector


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", postcodes.EMPTY),
        ("  ", postcodes.EMPTY),
        ("...", postcodes.NONSENSE),
        ("ME14", postcodes.PART),
        ("ME14 1", postcodes.PART),
        ("M1", postcodes.PART),
        ("SW1A", postcodes.PART),
        ("Maidstone", postcodes.NONSENSE),
        ("12345", postcodes.NONSENSE),
        ("ME14 1CKX", postcodes.NONSENSE),
        ("x" * 10_000, postcodes.NONSENSE),
        ("\0ME", postcodes.NONSENSE),
        ("no fixed abode", postcodes.NO_ABODE),
        ("N.F.A.", postcodes.NO_ABODE),
        ("homeless", postcodes.NO_ABODE),
        ("ZZ99 3VZ", postcodes.NO_ABODE),
        ("BFPO 12", postcodes.BFPO),
        ("bfpo", postcodes.BFPO),
    ],
)
def test_what_is_no_postcode_gets_a_sentence_of_its_own(text, sentence):
    with pytest.raises(NotAPlace) as refused:
        parse(text)

    assert str(refused.value) == str(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("BF1 1CK", postcodes.BFPO),
        ("EH1 1CK", postcodes.IN_SCOTLAND),
        ("G1 1CK", postcodes.IN_SCOTLAND),
        ("BT1 1CK", postcodes.IN_NORTHERN_IRELAND),
        ("JE2 3CK", postcodes.ON_AN_ISLAND),
        ("IM1 1CK", postcodes.ON_AN_ISLAND),
        ("QQ1 1CK", postcodes.UNKNOWN),
        ("\u202eKC1 41EM", postcodes.UNKNOWN),
    ],
)
def test_a_postcode_elsewhere_is_told_where_it_lies(text, sentence):
    assert why_unknown(parse(text)) == sentence


def test_a_postcode_is_a_value():
    assert parse("ME14 1CK") == Postcode("ME14", "1", "CK")

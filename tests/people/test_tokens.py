from uuid import UUID

import pytest

from people.tokens import normalised, postcode_token, token, value_token

KENT, AVON = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("mobile", "07700 900123", "+44 7700-900123"),
        ("mobile", "07700900123", "44 7700 900123"),
        ("telephone", "01632 960 001", "01632960001"),
        ("email", "Jess@Example.org", " jess@example.org "),
        ("address", "1 High  Street,\nLeeds", "1 HIGH STREET, LEEDS"),
    ],
)
def test_the_same_way_written_in_two_ways_has_one_token(kind, one, other):
    assert value_token(KENT, kind=kind, value=one) == value_token(KENT, kind=kind, value=other)


def test_a_telephone_is_the_same_whether_it_is_called_a_mobile_or_not():
    mobile = value_token(KENT, kind="mobile", value="07700 900123")

    assert value_token(KENT, kind="telephone", value="07700 900123") == mobile


def test_two_areas_never_share_a_token():
    ours, theirs = (value_token(area, kind="email", value="a@example.org") for area in (KENT, AVON))

    assert ours != theirs


def test_a_token_tells_nothing_and_nothing_has_none():
    assert len(token(KENT, "something")) == 64
    assert token(KENT, "") == value_token(KENT, kind="mobile", value="none") == ""


@pytest.mark.parametrize("address", ["1 High St, LS1 1CK", "ls11ck", "Flat 2\nLS1 1CK"])
def test_an_address_is_known_by_its_postcode(address):
    assert postcode_token(KENT, kind="address", value=address) == token(KENT, "postcode|LS11CK")


@pytest.mark.parametrize(("kind", "value"), [("address", "no fixed abode"), ("email", "LS1 1CK")])
def test_where_no_postcode_stands_there_is_none(kind, value):
    assert postcode_token(KENT, kind=kind, value=value) == ""


def test_letters_of_any_alphabet_are_folded():
    assert normalised("through", "ŠTĚPÁN  Ｏｆ") == "štěpán of"

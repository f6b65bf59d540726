from datetime import date

import pytest

from people.likeness import POSSIBLE, Alike, Known, likeness, plain
from people.nicknames import GROUPS, TOGETHER

BORN = date(1990, 3, 4)


def known(name, born=None, ways=(), postcodes=()):
    first, _, last = name.rpartition(" ")
    return Known(first, last, born, frozenset(ways), frozenset(postcodes))


@pytest.mark.parametrize(
    ("one", "other", "score", "reasons"),
    [
        ("Daniel Price", "Daniel Price", 50, [Alike.NAME]),
        ("Daniel Price", "DANIEL  PRICE", 50, [Alike.NAME]),
        ("Price Daniel", "Daniel Price", 50, [Alike.NAME_SWAPPED]),
        ("Siân Llŷr", "Sian Llyr", 50, [Alike.NAME]),
        ("Sia\u0302n Jones", "Siân Jones", 50, [Alike.NAME]),
        ("王 伟", "王 伟", 50, [Alike.NAME]),
        ("王 伟", "伟 王", 50, [Alike.NAME_SWAPPED]),
        ("王伟", "王 伟", 50, [Alike.NAME]),
        ("王伟", "李娜", 0, []),
        ("Ольга Петрова", "ОЛЬГА ПЕТРОВА", 50, [Alike.NAME]),
        ("Sean O’Neill", "Sean ONeill", 50, [Alike.NAME]),
        ("Sean O'Neill", "Sean O’Neill", 50, [Alike.NAME]),
        ("Anna Smith-Jones", "Anna Smith Jones", 50, [Alike.NAME]),
        ("Bob Lane", "Robert Lane", 48, [Alike.NAME_SIMILAR]),
        ("Dai Jones", "David Jones", 48, [Alike.NAME_SIMILAR]),
        ("Lane Bob", "Robert Lane", 48, [Alike.NAME_SWAPPED]),
        ("Muhammad Khan", "Mohammed Khan", 48, [Alike.NAME_SIMILAR]),
        ("Md Hussain", "Mohammed Hossain", 45, [Alike.NAME_SIMILAR]),
        ("Jon Smyth", "Jon Smith", 45, [Alike.NAME_SIMILAR]),
        ("Daniel", "Daniel", 30, []),
        ("Daniel Price", "Price", 30, []),
        ("Daniel Price", "Jessica Lane", 0, []),
        ("", "", 0, []),
        ("Daniel Price", "", 0, []),
    ],
)
def test_names_alone(one, other, score, reasons):
    for first, second in ((one, other), (other, one)):
        found = likeness(known(first), known(second))
        assert (found.score, list(found.reasons)) == (score, reasons)


@pytest.mark.parametrize(
    ("one", "other", "points", "reasons"),
    [
        (BORN, BORN, 30, [Alike.BORN]),
        (BORN, date(1990, 4, 3), 24, [Alike.BORN_SWAPPED]),
        (BORN, date(1980, 3, 4), 15, [Alike.BORN_NEAR]),
        (BORN, date(1991, 7, 30), -40, []),
        (BORN, None, 0, []),
        (None, None, 0, []),
    ],
)
def test_birthdays_beside_the_same_name(one, other, points, reasons):
    found = likeness(known("Daniel Price", one), known("Daniel Price", other))

    assert (found.score, list(found.reasons)) == (50 + points, [Alike.NAME, *reasons])


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        (known("Daniel Price"), known("Daniel Price"), True),
        (known("Bob Lane"), known("Robert Lane"), False),
        (known("Bob Lane", BORN), known("Robert Lane", BORN), True),
        (known("Liz Ng", ways={"a"}), known("Elizabeth Ng", ways={"a"}), True),
        (known("Sarah Evans", BORN, {"a"}), known("Sarah Cole", BORN, {"a"}), True),
        (known("Ann Cole", None, {"a"}, {"p"}), known("Tom Reid", None, {"a"}, {"p"}), False),
        (known("Tom Reid", BORN), known("Tom Reid", date(1961, 12, 25)), False),
        (known("Tom Reid", BORN, {"a"}), known("Tom Reid", date(1961, 12, 25), {"a"}), False),
        (known("Daniel"), known("Daniel"), False),
        (known("Ann Cole", BORN), known("Tom Reid", BORN), False),
    ],
)
def test_from_fifty_points_on_two_may_be_the_same(one, other, possible):
    assert likeness(one, other).is_possible is possible


def test_what_is_shared_besides_is_said_without_the_thing_itself():
    one = known("Daniel Price", BORN, {"a", "b"}, {"p"})
    found = likeness(one, known("Daniel Price", BORN, {"b"}, {"p"}))

    assert found.score == 120
    assert [str(reason.label) for reason in found.reasons] == [
        "the same name",
        "the same date of birth",
        "the same telephone number or email address",
        "the same postcode",
    ]
    assert POSSIBLE == 50


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("  Ŵyn  ap-Gŵilym ", "wyn ap gwilym"),
        ("\u202eDaniel\u202c", "daniel"),
        ("Zoë", "zoe"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("देवी", "दवी"),
        ("!!", ""),
    ],
)
def test_a_plain_name_has_no_accents_marks_or_case(text, bare):
    assert plain(text) == bare


def test_every_nickname_is_plain_and_stands_in_a_group_of_two_or_more():
    groups = [line.split() for line in TOGETHER.split("\n") if line]

    assert [group for group in groups if len(set(group)) < 2] == []
    assert [name for name in GROUPS if plain(name) != name] == []

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.suppression import (
    Additive,
    Cell,
    NotProtected,
    percentage,
    prove,
    share,
    suppress,
)


def in_print(parts, *, total=None, threshold=5):
    names = tuple(f"part {number}" for number in range(len(parts)))
    values = dict(zip(names, parts, strict=True)) | {
        "total": sum(parts) if total is None else total
    }
    cells = suppress(values, tables=[Additive("total", names)], threshold=threshold)
    return [cells[name].shown for name in (*names, "total")]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")],
)
def test_one_to_four_is_fewer_than_five_and_zero_is_shown(value, shown):
    assert suppress({"cases": value}, tables=[])["cases"].shown == shown


def test_a_hidden_cell_holds_no_value():
    assert suppress({"cases": 3}, tables=[])["cases"] == Cell(None, "fewer than 5", True)


def test_an_area_may_raise_the_threshold():
    assert suppress({"cases": 9}, tables=[], threshold=10)["cases"].shown == "fewer than 10"


def test_an_area_may_not_lower_it():
    with pytest.raises(ValueError, match="never below 5"):
        suppress({"cases": 9}, tables=[], threshold=4)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([118, 68, 12], ["118", "68", "12", "198"]),
        ([118, 68, 0], ["118", "68", "0", "186"]),
        ([118, 68, 3], ["118", "hidden", "hidden", "189"]),
        ([118, 68, 68, 3], ["118", "hidden", "hidden", "hidden", "257"]),
        ([118, 2, 3], ["118", "fewer than 5", "fewer than 5", "123"]),
        ([118, 3, 3], ["hidden", "hidden", "hidden", "124"]),
        ([3, 3, 0], ["hidden", "hidden", "0", "hidden"]),
        ([2, 0, 0], ["fewer than 5", "0", "0", "fewer than 5"]),
        ([0, 0, 0], ["0", "0", "0", "0"]),
        ([1, 5], ["hidden", "hidden", "6"]),
    ],
)
def test_a_small_part_takes_another_with_it(parts, shown):
    assert in_print(parts) == shown


def test_a_total_hidden_for_one_table_hides_the_parts_of_the_other():
    values = {"all": 6, "with": 0, "without": 6, "first": 3, "second": 3}
    tables = [Additive("all", ("with", "without")), Additive("all", ("first", "second"))]
    cells = suppress(values, tables=tables)
    assert {name: cell.shown for name, cell in cells.items()} == {
        "all": "hidden",
        "with": "0",
        "without": "hidden",
        "first": "hidden",
        "second": "hidden",
    }


def test_parts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="The parts of total do not add up to it"):
        in_print([1, 2], total=4)


def test_a_part_of_two_totals_is_refused():
    with pytest.raises(ValueError, match="A part belongs to one total"):
        suppress({"a": 1, "b": 1}, tables=[Additive("a", ("b",)), Additive("b", ("a",))])


def test_nobody_who_knows_the_rule_can_work_out_a_hidden_number():
    """Every table of three parts up to 8: who prints the same must differ in each hidden cell."""
    alike = defaultdict(list)
    for parts in product(range(9), repeat=3):
        alike[tuple(in_print(parts))].append((*parts, sum(parts)))
    for shown, sources in alike.items():
        for place, text in enumerate(shown):
            values = {source[place] for source in sources}
            assert (len(values) > 1) == (not text.isdigit()), (shown, values)


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(5, 10))
def test_two_hidden_parts_can_change_places_without_a_change_in_print(parts, threshold):
    shown = in_print(parts, threshold=threshold)
    places = [place for place, text in enumerate(shown[:-1]) if not text.replace(",", "").isdigit()]
    for one, other in product(places, places):
        swapped = list(parts)
        swapped[one], swapped[other] = parts[other], parts[one]
        assert in_print(swapped, threshold=threshold) == shown
    if not places or not shown[-1].isdigit():
        return
    assert len({parts[place] for place in places}) > 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 30))
def test_no_small_number_is_ever_printed(parts, alone):
    cells = suppress({"alone": alone}, tables=[])
    printed = [*in_print(parts), cells["alone"].shown]
    assert [text for text in printed if text in {"1", "2", "3", "4"}] == []


def test_the_checker_refuses_a_table_that_gives_a_number_away():
    tables = [Additive("all", ("a", "b"))]
    cells = {"all": Cell.open(9), "a": Cell.open(6), "b": Cell.closed("fewer than 5")}
    with pytest.raises(NotProtected, match="the table “all” could be worked out"):
        prove(cells, tables=tables, threshold=5)


def test_the_checker_refuses_a_total_that_its_parts_give_away():
    tables = [Additive("all", ("a", "b"))]
    cells = {"all": Cell.closed("hidden"), "a": Cell.open(6), "b": Cell.open(0)}
    with pytest.raises(NotProtected, match="the table “all” could be worked out"):
        prove(cells, tables=tables, threshold=5)


@pytest.mark.parametrize(
    ("reached", "base", "shown"),
    [
        (44, 122, "36%"),
        (39, 42, "hidden"),
        (3, 42, "hidden"),
        (42, 42, "100%"),
        (0, 42, "0%"),
        (0, 9, "–"),
        (5, 10, "50%"),
        (0, 3, "hidden"),
        (0, 0, "–"),
    ],
)
def test_a_percentage_hides_with_its_numerator_its_complement_or_its_base(reached, base, shown):
    values = {"base": base, "reached": reached, "missed": base - reached}
    cells = suppress(values, tables=[Additive("base", ("reached", "missed"))])
    assert share(reached=cells["reached"], missed=cells["missed"], base=cells["base"]) == shown


@pytest.mark.parametrize(
    ("part", "base", "text"),
    [(1, 8, "13%"), (1, 3, "33%"), (2, 3, "67%"), (7, 7, "100%"), (0, 0, "–")],
)
def test_a_percentage_is_rounded_half_up(part, base, text):
    assert percentage(part, base) == text

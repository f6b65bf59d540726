import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.figures import Closure, Cohort, Initiators, Sides
from reporting.published import PublishedFigures, opened, suppressed
from reporting.suppression import Cell
from tests.reporting.figures import counts, nothing, one_case, quarter


def test_a_small_initiator_takes_the_next_smallest_with_it():
    shown = suppressed(quarter()).counts.initiators
    assert [shown.victim_led.shown, shown.offender_led.shown, shown.other.shown] == [
        "118",
        "hidden",
        "hidden",
    ]


def test_distinct_people_hide_where_the_difference_is_small():
    shown = suppressed(quarter()).counts
    assert (shown.engaged.total.shown, shown.engaged.persons.shown) == ("80", "hidden")
    assert (shown.contacted.total.shown, shown.contacted.persons.shown) == ("131", "131")


def test_shares_stand_where_numerator_complement_and_base_are_shown():
    shown = suppressed(quarter()).counts
    assert (shown.closed.share, shown.received.share) == ("36%", "17%")


def test_a_small_complement_hides_the_share():
    shown = suppressed(quarter(received=Cohort.counted(reached=183, base=186))).counts.received
    assert (shown.reached.shown, shown.missed.shown, shown.share) == ("hidden",) * 3


def test_hidden_closures_stand_last_in_an_order_that_tells_nothing():
    shown = suppressed(quarter()).counts.closures
    assert [(reason.code, reason.count.shown) for reason in shown] == [
        ("harmed_declined", "41"),
        ("indirect", "25"),
        ("responsible_declined", "22"),
        ("direct", "19"),
        ("death", "hidden"),
        ("needs_met", "hidden"),
    ]


def test_one_case_is_fewer_than_five_everywhere():
    text = suppressed(one_case()).as_json()
    assert '"value":1,' not in text
    assert '"value":2,' not in text


def test_the_reasons_of_few_closures_are_not_listed():
    four = (Closure("direct", "", 1), Closure("indirect", "", 1), Closure("risk", "", 1))
    shown = suppressed(
        quarter(
            cases_closed=4,
            closed=Cohort.counted(reached=2, base=4),
            closures=(*four, Closure("death", "", 1)),
        )
    ).counts
    assert (shown.closures, shown.cases_closed.shown) == ((), "fewer than 5")


@settings(deadline=None)
@given(
    sides=st.tuples(*[st.integers(0, 7)] * 3),
    initiators=st.tuples(*[st.integers(0, 7)] * 3),
    reasons=st.lists(st.integers(1, 7), max_size=8),
    portions=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    threshold=st.sampled_from([5, 10]),
)
def test_no_quarter_is_too_small_to_be_published(sides, initiators, reasons, portions, threshold):
    harmed, responsible, other = sides
    people = Sides.counted(
        harmed=harmed, responsible=responsible, other=other, persons=(sum(sides) + 1) // 2
    )
    referrals, closed = sum(initiators), sum(reasons)
    figures = quarter(
        referrals=referrals,
        initiators=Initiators(*initiators),
        contacted=people,
        engaged=people,
        cases_closed=closed,
        closed=Cohort.counted(reached=int(portions[0] * closed), base=closed),
        received=Cohort.counted(reached=int(portions[1] * referrals), base=referrals),
        closures=tuple(Closure(f"r{place}", "", count) for place, count in enumerate(reasons)),
    )

    assert suppressed(figures, threshold=threshold).threshold == threshold


def test_an_empty_quarter_shows_zeros():
    published = suppressed(nothing())
    assert published.counts.referrals == Cell(0, "0", False)
    assert published.counts.closed.share == "–"


@pytest.mark.parametrize("figures", [quarter(), nothing(), one_case()])
def test_a_snapshot_reads_back_as_it_was_written(figures):
    published = suppressed(figures)
    again = PublishedFigures.from_json(published.as_json())
    assert again == published
    assert again.digest == published.digest


def test_the_digest_is_of_what_is_printed():
    by_two = suppressed(quarter(cases_opened=2)).digest
    assert by_two == suppressed(quarter(cases_opened=3)).digest
    assert by_two != suppressed(quarter(cases_opened=5)).digest


def test_the_threshold_of_the_area_holds():
    published = suppressed(quarter(cases_opened=9), threshold=10)
    assert (published.threshold, published.counts.cases_opened.shown) == (10, "fewer than 10")


def test_the_services_own_figures_hide_nothing():
    shown = opened(counts())
    assert (shown.initiators.other.shown, shown.engaged.persons.shown) == ("3", "78")
    assert (shown.received.share, shown.closures[-1].count.shown) == ("17%", "2")

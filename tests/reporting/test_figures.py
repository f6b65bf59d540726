import json
from datetime import date

from reporting.figures import Cohort, Sides, digest
from tests.reporting.figures import about, quarter


def test_the_same_figures_give_the_same_text_and_digest():
    assert quarter().as_json() == quarter().as_json()
    assert digest(quarter().as_json()) == digest(quarter().as_json())
    assert len(digest("")) == 64


def test_a_changed_figure_changes_the_digest():
    assert digest(quarter().as_json()) != digest(quarter(cases_opened=159).as_json())


def test_the_text_is_json_with_plain_dates_and_sorted_keys():
    text = quarter().as_json()
    stored = json.loads(text)
    assert stored["about"]["period"] == {
        "label": "2026-27 Q2",
        "start": "2026-07-01",
        "end": "2026-10-01",
    }
    assert json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text


def test_participants_are_counted_with_the_distinct_people_beside_them():
    sides = Sides.counted(harmed=50, responsible=24, other=6, persons=78)
    assert (sides.total, sides.persons, sides.repeats) == (80, 78, 2)


def test_a_cohort_knows_those_who_did_not_reach_an_intervention():
    assert Cohort.counted(reached=44, base=122) == Cohort(44, 78, "36%")


def test_maturity_counts_from_the_last_day_and_is_never_negative():
    assert about(issued_on=date(2026, 10, 14)).days_since_end == 14
    assert about(issued_on=date(2026, 8, 1)).days_since_end == 0


def test_the_reference_names_area_and_quarter():
    assert about().reference == "NSH-2026-27-Q2"

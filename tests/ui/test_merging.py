from datetime import UTC, date
from urllib.parse import quote

import pytest
from django.http import QueryDict

from areas.models import User
from tests.factories.areas import UserFactory
from tests.moments import NOON, TODAY
from tests.ui.screen import show
from ui import fields
from ui.forms import VersionedForm
from ui.merging import _mark, differences, in_words, untouched


class Record(VersionedForm):
    edits = True
    name = fields.TextField(label="Name", required=False)
    on = fields.DayField(label="Day", required=False)
    how = fields.SelectField(
        label="How", choices=[("One", [("a", "By letter")]), ("b", "By phone")], required=False
    )
    what = fields.ChoicesField(label="What", choices=[("x", "This"), ("y", "That")], required=False)
    agreed = fields.YesNoField(label="Agreed", required=False)
    told = fields.TickField(label="Told", required=False)


THEIRS = {
    "version": 4,
    "name": "Jess",
    "on": date(2026, 8, 1),
    "how": "a",
    "what": ["x", "y"],
    "agreed": True,
    "told": True,
}
MINE = "version=3&name=Jessica&on_day=2&on_month=8&on_year=2026&how=b&what=x&agreed=no"


def form(data=MINE, **theirs):
    made = Record(QueryDict(data), initial={**THEIRS, **theirs})
    assert made.is_valid(), made.errors
    return made


def test_what_differs_stands_side_by_side_in_words():
    found = [(one.label, one.mine, one.theirs) for one in differences(form())]

    assert found == [
        ("Name", "Jessica", "Jess"),
        ("Day", "2 August 2026", "1 August 2026"),
        ("How", "By phone", "By letter"),
        ("What", "This", "This, That"),
        ("Agreed", "No", "Yes"),
        ("Told", "No", "Yes"),
    ]


def test_what_is_the_same_is_not_asked():
    assert [one.label for one in differences(form(MINE.replace("Jessica", "Jess")))] == [
        "Day",
        "How",
        "What",
        "Agreed",
        "Told",
    ]


def test_a_form_that_does_not_hold_is_put_right_before_it_is_compared():
    made = Record(QueryDict(MINE.replace("on_month=8", "on_month=13")), initial=THEIRS)

    assert (made.is_valid(), differences(made), untouched(made)) == (False, [], [])


def test_an_empty_answer_is_said_to_be_nothing():
    lost = form("version=3", name="", on=None)

    assert [(one.label, one.mine) for one in differences(lost)][:2] == [
        ("How", "nothing"),
        ("What", "nothing"),
    ]


def test_whoever_lost_chooses_and_sends_again():
    lost = form()
    lost.lost_race("Somebody was first.")

    assert (lost["version"].value(), lost["name"].value()) == ("4", "Jessica")
    html = show("<c-form :form='form' />", form=lost)
    assert 'name="merge_name"' in html
    assert "Yours: Jessica" in html
    assert "Theirs, as it stands now: Jess" in html


def test_a_version_that_is_known_better_goes_before_the_forms_own():
    lost = form()
    lost.lost_race("Somebody was first.", version=9)

    assert lost["version"].value() == "9"


@pytest.mark.parametrize("chosen", list(THEIRS)[1:])
def test_theirs_takes_the_place_of_mine_where_it_is_chosen(chosen):
    merged = form(f"{MINE}&merge_{chosen}=theirs")

    mine = form().cleaned_data
    assert merged.cleaned_data == {**mine, chosen: THEIRS[chosen]}


def test_mine_stays_where_mine_is_chosen():
    assert form(f"{MINE}&merge_name=mine").cleaned_data["name"] == "Jessica"


def test_what_was_empty_there_is_empty_again():
    merged = form(
        f"{MINE}&merge_on=theirs&merge_name=theirs&merge_told=theirs",
        on=None,
        name=None,
        told=False,
    )

    assert (merged.cleaned_data["on"], merged.cleaned_data["name"]) == (None, "")
    assert merged.cleaned_data["told"] is False


def test_moments_and_rows_are_read_by_people(db):
    user = UserFactory(name="Priya Shah")
    field = fields.RowField(queryset=User.objects.all(), label="Who")
    field.label_from_instance = lambda one: one.name

    assert in_words(field, user) == in_words(field, user.pk) == "Priya Shah"
    assert in_words(field, User.objects.filter(pk=user.pk)) == "Priya Shah"
    assert in_words(fields.MomentField(label="When"), NOON) == "12 August 2026 at midday"
    assert in_words(fields.DayField(label="When"), TODAY) == "12 August 2026"


def test_a_form_that_records_an_act_compares_nothing():
    class Act(Record):
        edits = False

    lost = Act(QueryDict(f"{MINE}&merge_name=theirs"), initial=THEIRS)
    lost.lost_race("Somebody was first.")

    assert (lost.differing, lost.is_valid()) == ((), True)
    assert lost.cleaned_data["name"] == "Jessica"


def shown_with(**then):
    """What the page carried that was shown when the record said this."""
    return quote(Record(initial={**THEIRS, **then}).as_shown)


def untouched_but_name(**then):
    """Somebody saw the record as it was `then`, and changed the name alone."""
    marks = shown_with(**then)
    same = "on_day=2&on_month=8&on_year=2026&how=b&what=x&agreed=no"
    return form(f"version=3&name=Jessica&{same}&as_shown={marks}")


THEN = {
    "name": "Jay",
    "on": date(2026, 8, 2),
    "how": "b",
    "what": ["x"],
    "agreed": False,
    "told": False,
}


def test_what_only_the_other_changed_is_taken_and_told_and_not_asked():
    lost = untouched_but_name(**THEN)
    lost.lost_race("Somebody was first.")

    assert [one.label for one in lost.differing] == ["Name"]
    assert lost.theirs == [
        ("Day", "1 August 2026"),
        ("How", "By letter"),
        ("What", "This, That"),
        ("Agreed", "Yes"),
        ("Told", "Yes"),
    ]
    again = Record(lost.data, initial=THEIRS)
    assert again.is_valid()
    assert again.cleaned_data == {**THEIRS, "name": "Jessica"}
    html = show("<c-form :form='form' />", form=lost)
    assert ("Also changed meanwhile" in html, "Day: now says 1 August 2026" in html) == (True, True)


def test_where_both_changed_a_field_it_is_asked():
    lost = untouched_but_name(**{**THEN, "on": None})
    lost.lost_race("Somebody was first.")

    assert [one.label for one in lost.differing] == ["Name", "Day"]


def test_where_only_the_other_changed_anything_nothing_is_asked():
    lost = form(f"{MINE}&as_shown={shown_with(**{**THEN, 'name': 'Jessica'})}")
    lost.lost_race("Somebody was first.")

    html = show("<c-form :form='form' />", form=lost)
    assert (lost.differing, len(lost.theirs)) == ([], 6)
    assert ("Where the two differ" in html, "Name: now says Jess" in html) == (False, True)


@pytest.mark.parametrize("odd", ["", "no json", "[1]", '{"name": 1}', "[" * 99_999])
def test_marks_that_make_no_sense_leave_everything_to_be_asked(odd):
    lost = form(f"{MINE}&as_shown={quote(odd)}")
    lost.lost_race("Somebody was first.")

    assert (len(lost.differing), lost.theirs) == (6, [])


def test_a_page_that_comes_back_still_knows_with_what_it_was_shown():
    marks = Record(initial=THEIRS).as_shown
    bad = Record(QueryDict(f"version=3&on_day=32&as_shown={quote(marks)}"), initial=THEIRS)

    assert (bad.is_valid(), bad.as_shown) == (False, marks)


def test_words_rows_and_moments_are_known_again_however_they_are_sent(db):
    user = UserFactory(name="Priya Shah")
    rows = User.objects.filter(pk=user.pk)

    assert _mark("One\r\ntwo ") == _mark("One\ntwo")
    assert _mark([user.pk]) == _mark(rows)
    assert _mark(user) == _mark(user.pk)
    assert _mark(NOON) == _mark(NOON.astimezone(UTC))
    assert _mark(None) == _mark("") == _mark([]) == _mark(False)
    assert _mark(0) != _mark("")

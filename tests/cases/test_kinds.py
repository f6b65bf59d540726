"""What every kind of event in a case is called, whatever codes an entry of it has."""

import pytest

from areas.models import User
from cases.models import AgencyAdvice, CaseWorker, ContactEntry
from cases.queries.entries import KINDS
from cases.queries.entries.kind import Told, no_more
from tests.moments import NOON
from ui.dates import day


class Codes(dict):
    """Any code of an entry has the same value, as a day, a number and a word."""

    def __init__(self, value):
        super().__init__()
        self.value = value

    def __missing__(self, code):
        return self.value


@pytest.mark.parametrize("value", ["2026-08-12", ""])
def test_every_kind_has_a_title_that_leaves_no_gap(value):
    kinds = KINDS.values() if isinstance(KINDS, dict) else KINDS
    titles = {}
    for kind in kinds:
        try:
            titles[kind.code] = str(kind.title(Told(Codes(value), "Jessica H.", {})))
        except ValueError:  # a code that must be a day, or one of two words
            continue

    assert [code for code, title in titles.items() if "%(" in title or not title.strip()] == []
    assert len(titles) > 60


def test_the_words_of_a_row_with_nothing_in_it_are_none(world):
    actor = world.actor("manager")
    read = [kind for kind in KINDS.values() if kind.model not in {None, AgencyAdvice}]
    read = [kind for kind in read if not kind.along]
    said = {kind.code: kind.text(kind.model(), actor) for kind in read}

    assert {code: text for code, text in said.items() if not isinstance(text, str)} == {}
    assert len(said) > 15


def test_who_worked_on_a_case_is_named_with_the_day_on_which_that_ended(world):
    text = next(kind.text for kind in KINDS.values() if kind.model is CaseWorker)
    anna = User(name="Anna Bell")
    said = [text(CaseWorker(user=anna, until_at=at), world.actor("manager")) for at in (None, NOON)]

    assert said == ["Anna Bell", f"Anna Bell, until {day(NOON)}."]


def test_a_contact_that_told_what_restorative_justice_is_says_so(world):
    text = next(kind.text for kind in KINDS.values() if kind.model is ContactEntry)
    row = ContactEntry(note="Spoke at length.", information_given=True, information=[])

    assert text(row, world.actor("manager")) == (
        "Spoke at length. Told what restorative justice is."
    )


def test_a_kind_whose_title_says_it_all_adds_nothing(world):
    assert no_more(None, world.actor("manager")) == ""

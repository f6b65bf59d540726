"""Every form of more than three fields, or with room for a long text, can be left and come back
to.
"""

import ast
import re

from tests.architecture.source import APPS, modules, name, tree
from tests.hostile import house

PART_OF_A_DAY = re.compile(r"_(day|month|year|time)$")
MOST = 3
A_LONG_TEXT = 8
"""So many lines, or more, does a page leave for what takes an hour to write."""
WITHOUT = {
    "areas:settings": "stands below drafts on the ladder, and every answer in it is short",
}


FILLS = {"kept", "restored"}
"""What a view that is not `drafted` calls to fill its form with a draft."""


def named_in(node):
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def asks_how_it_was_sent(node):
    return any(
        isinstance(one, ast.Compare)
        and isinstance(one.left, ast.Attribute)
        and one.left.attr == "method"
        for one in ast.walk(node)
    )


def judged_unasked(function):
    """Each `is_valid()` that no `request.method == "POST" and` stands before."""
    asked = {
        id(call)
        for test in ast.walk(function)
        if isinstance(test, ast.BoolOp) and asks_how_it_was_sent(test.values[0])
        for call in ast.walk(test)
    }
    return [
        call
        for call in ast.walk(function)
        if isinstance(call, ast.Attribute) and call.attr == "is_valid" and id(call) not in asked
    ]


def questions(form):
    """What somebody answers: a day is one question, and so are the boxes under one name."""
    return {
        PART_OF_A_DAY.sub("", name)
        for name, kind in form.kinds.items()
        if kind != "hidden" and name not in {"csrfmiddlewaretoken", "form_key"}
    }


def asks_for_a_long_text(form):
    return any(rows >= A_LONG_TEXT for rows in form.rows.values())


def test_every_form_of_more_than_three_fields_or_with_a_long_text_has_a_draft(world):
    places = house.places(world, house.build(world))
    long = [place for place in places if len(questions(place.form)) > MOST]
    texts = [place for place in places if asks_for_a_long_text(place.form)]

    lacking = {place.name for place in (*long, *texts) if "keep_draft" not in place.form.kinds}

    assert sorted(lacking - set(WITHOUT)) == []
    assert len(long) > 10
    assert {place.name for place in texts} >= {"cases:letter_edit", "cases:note_correct"}
    assert "cases:hopes_met" in {place.name for place in long}


def test_a_view_acts_on_a_draft_only_when_its_form_is_sent():
    found = [
        (name(file), function.name)
        for file in modules(*APPS)
        if "views" in file.parts and FILLS & named_in(tree(file))
        for function in ast.walk(tree(file))
        if isinstance(function, ast.FunctionDef)
        and "posted" not in named_in(function)
        and judged_unasked(function)
    ]

    assert found == []


def test_a_view_that_judges_an_opened_draft_is_found():
    unasked = ast.parse("def page(request): return form.is_valid() and act()")
    asked = ast.parse("def page(request): return request.method == 'POST' and form.is_valid()")

    assert (len(judged_unasked(unasked)), judged_unasked(asked)) == (1, [])

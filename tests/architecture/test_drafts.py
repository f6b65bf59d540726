"""Every form of more than three fields can be left and come back to."""

import re

from tests.hostile import house

PART_OF_A_DAY = re.compile(r"_(day|month|year|time)$")
MOST = 3
WITHOUT = {
    "areas:settings": "stands below drafts on the ladder, and every answer in it is short",
}


def questions(form):
    """What somebody answers: a day is one question, and so are the boxes under one name."""
    return {
        PART_OF_A_DAY.sub("", name)
        for name, kind in form.kinds.items()
        if kind != "hidden" and name not in {"csrfmiddlewaretoken", "form_key"}
    }


def test_every_form_of_more_than_three_fields_has_a_draft(world):
    places = house.places(world, house.build(world))
    long = [place for place in places if len(questions(place.form)) > MOST]

    lacking = {place.name for place in long if "keep_draft" not in place.form.kinds}

    assert sorted(lacking - set(WITHOUT)) == []
    assert len(long) > 10

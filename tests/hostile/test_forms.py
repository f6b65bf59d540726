"""Every form of an area, filled in by somebody who means no good or sits on the keyboard."""

from urllib.parse import urlencode

import pytest
from django.db import transaction

from areas.tenancy import in_area
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.hostile import house
from tests.hostile.printed import UNTYPED, WORDS
from tests.hostile.turns import THOROUGH, in_turns

PARTS = ("_day", "_month", "_year", "_time")
ANSWERS = {200, 302, 404, 409, 422}
NASTY = {
    "long": "x" * 10_000,
    "nul": "a\0b",
    "surrogate": b"\xed\xa0\x80",
    "broken": b"\xff\xfe",
    "emoji": "\U0001f9d1\u200d\u2696\ufe0f" * 30,
    "rtl": "\u202eevil\u202c \u0645\u0631\u062d\u0628\u0627",
    "script": "<script>alert(1)</script>",
    "quote": "'; DROP TABLE cases_case; --",
    "template": "{{ 7|add:7 }} %(x)s %s {0}",
    "arabic": "\u0663",
    "superscript": "\u00b2",
    "infinite": "1e309",
    "nan": "nan",
    "negative": "-1",
    "zero": "0",
    "huge": "99999999999999",
    "digits": "9" * 5000,
    "spaces": " \t\r\n ",
    "none": "None",
}
DAYS = {
    "31_february": ("31", "2", "2026", "10am"),
    "nought": ("0", "0", "0", "0"),
    "far": ("1", "1", "99999", "25:00"),
    "first": ("1", "1", "1", "00:00"),
    "ancient": ("1", "1", "1900", "midnight"),
    "latest": ("31", "12", "2199", "23:59"),
    "missing_hour": ("29", "3", "2026", "01:30"),
    "doubled_hour": ("26", "10", "2025", "01:30"),
    "superscripts": ("\u00b2", "\u00b2", "\u00b2\u00b2\u00b2\u00b2", "\u00b2pm"),
    "words": ("x", "mayhem", "y", "half past"),
}
OFTEN = ("long", "nul", "surrogate", "emoji", "script", "arabic", "superscript", "digits")


@pytest.fixture
def forms(world):
    rows = house.build(world)
    return house.places(world, rows), rows


def post(world, place, data, before=None, client=None):
    """Send it and forget it: what was answered, and the tables of which the count changed.

    Whatever is sent is forgotten, so the counts before are the same for all, and nobody is signed
    out by it.
    """
    client = client or world.client(place.who)
    client.raise_request_exception = False
    before = before or counted(world)
    try:
        with transaction.atomic(), in_area(world.kent.pk):
            answer = client.post(
                place.path,
                urlencode(data, doseq=True),
                content_type="application/x-www-form-urlencoded",
            )
            after = counted(world) if answer.status_code >= 400 else before
            raise Forgotten
    except Forgotten:
        return answer, {table for table in after if after[table] != before[table]}


def counted(world):
    with in_area(world.kent.pk):
        return house.counts()


class Forgotten(Exception):
    pass


def wrong(answer, changed):
    if answer.status_code >= 500:
        return repr(answer.exc_info[1])[:300]
    if answer.status_code not in ANSWERS:
        return answer.status_code
    if answer.status_code >= 400 and changed:
        return answer.status_code, changed
    return None


def lost(data, answer):
    """What was typed into an open box and does not stand on the page that refused it."""
    if answer.status_code not in {409, 422}:
        return []
    shown = answer.content.decode()
    return [name for name, given in data.items() if given == [WORDS] and WORDS not in shown]


def complaints(world, places, fillings):
    found, before = {}, counted(world)
    clients = {who: world.client(who) for who in {place.who for place in places}}
    for place in places:
        for what, data in fillings(place.form):
            answer, changed = post(world, place, data, before, clients[place.who])
            if (odd := wrong(answer, changed)) or (odd := lost(data, answer)):
                found[place.name, what] = odd
    return found


def all_with(form, value):
    return {name: form.values.get(name, [""]) if name in UNTYPED else [value] for name in form.sent}


def with_days(form, parts):
    good = form.good()
    for name in form.typed:
        for end, part in zip(PARTS, parts, strict=True):
            if name.endswith(end):
                good[name] = [part]
    return good


def test_no_form_falls_over_what_is_typed_into_all_of_it(world, forms):
    places, _rows = forms
    often = in_turns(tuple(NASTY) if THOROUGH else OFTEN, 4)
    days = in_turns(tuple(DAYS), 3)

    def fillings(form):
        yield "nothing", {}
        yield "key", {name: form.values[name] for name in form.kinds if name == "form_key"}
        yield "good", form.good()
        for what in next(often):
            yield what, all_with(form, NASTY[what])
        if any(name.endswith("_day") for name in form.kinds):
            for what in next(days):
                yield what, with_days(form, DAYS[what])

    assert complaints(world, places, fillings) == {}
    assert len(places) > 30


def bad_for(form, name, turn):
    """All that is nasty, or by turns one of three for the boxes of a form."""
    if THOROUGH:
        return NASTY
    if form.chosen(name):
        return ()
    return ("arabic",) if name.endswith(PARTS) else (("nul", "long", "digits")[turn % 3],)


def test_no_form_falls_over_one_bad_answer_among_good_ones(world, forms):
    places, _rows = forms
    theirs = ParticipantFactory(case=CaseFactory(area=world.kent))
    foreign = [str(theirs.pk), house.no_row(), "no-row", "", "-1"]
    foreign = foreign if THOROUGH else foreign[:1]

    def fillings(form):
        for turn, name in enumerate(form.typed):
            for what in bad_for(form, name, turn):
                yield (name, what), {**form.good(), name: [NASTY[what]]}
            for row in foreign if form.chosen(name) else ():
                yield (name, row), {**form.good(), name: [row]}
        yield "twice", {name: given * 2 for name, given in form.good().items()}

    assert complaints(world, places, fillings) == {}


KEYS = ("\0", "", "no-key", "0" * 32, "x" * 5000)
VERSIONS = ("\u0663", "9" * 30, "", "0", "one", "-1", "1.5", "\0", "2147483648")
FIRST = 12
"""So many forms meet all of it: one door asks each for its key, one field for its version."""


def test_no_form_falls_over_a_broken_key_or_a_wrong_version(world, forms):
    turns = iter(range(10_000))

    def fillings(form):
        is_full = THOROUGH or next(turns) < FIRST
        for key in KEYS if is_full else KEYS[:1]:
            yield ("form_key", key[:10]), {**form.good(), "form_key": [key]}
        if "version" in form.kinds:
            for version in VERSIONS if is_full else VERSIONS[:2]:
                yield ("version", version), {**form.good(), "version": [version]}

    places, _rows = forms
    versioned = [place for place in places if "version" in place.form.kinds]
    others = [place for place in places if "version" not in place.form.kinds]
    assert complaints(world, [*versioned, *others], fillings) == {}
    assert len(versioned) > FIRST

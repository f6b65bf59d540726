"""A draft that is opened again: whatever it holds, its page opens and nothing is done yet."""

from urllib.parse import urlencode

from django.db import transaction

from areas.tenancy import in_area
from tests.hostile import house
from tests.hostile.test_forms import NASTY, Forgotten, all_with
from tests.hostile.turns import in_turns

KEPT = ("long", "script", "arabic", "digits")


def fillings(form, some):
    yield "nothing", {name: form.values[name] for name in form.kinds if name == "form_key"}
    yield "good", form.good()
    for what in some:
        yield what, all_with(form, NASTY[what])


def kept_and_opened(client, kent, place, data):
    """Send it to be kept, open it, forget it: what was answered, and the tables that changed."""
    answers = {**data, "keep_draft": ["1"]}
    try:
        with transaction.atomic(), in_area(kent.pk):
            sent = client.post(
                place.path,
                urlencode(answers, doseq=True),
                content_type="application/x-www-form-urlencoded",
            )
            with in_area(kent.pk):
                before = house.counts()
            shown = client.get(f"{place.path}?draft=open")
            with in_area(kent.pk):
                after = house.counts()
            raise Forgotten
    except Forgotten:
        changed = {table for table in after if after[table] != before[table]}
        return sent.status_code, shown.status_code, changed


def test_a_draft_that_is_opened_does_nothing_and_breaks_nothing(world):
    found, kept, turns = {}, 0, in_turns(KEPT, 2)
    for place in house.places(world, house.build(world)):
        if "keep_draft" not in place.form.kinds:
            continue
        client = world.client(place.who)
        client.raise_request_exception = False
        for what, data in fillings(place.form, next(turns)):
            sent, shown, changed = kept_and_opened(client, world.kent, place, data)
            kept += sent == 302
            if sent not in {302, 422} or shown != 200 or changed:
                found[place.name, what] = sent, shown, changed

    assert found == {}
    assert kept > 50

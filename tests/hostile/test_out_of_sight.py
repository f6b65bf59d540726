"""A case that somebody may not see any more, or never could: on no page, list, count or answer."""

import pytest
from django.http import Http404

from areas.tenancy import in_area
from cases.actions.contacts import log_contact
from cases.models import Case, CaseWorker, ContactEntry, Participant
from tests.architecture.addresses import pages
from tests.architecture.test_sides import EVERYBODY
from tests.factories.cases import CaseWorkerFactory
from tests.hostile import house
from tests.hostile.test_forms import post
from tests.moments import NOON


@pytest.fixture
def room(world):
    """One case with one row of each kind, by the names that addresses give to them."""
    whole = next(room for room in house.build(world) if "participant" in room)
    return {name: rows[:1] for name, rows in whole.items()}


def case_of(world, room):
    with in_area(world.kent.pk):
        return Case.objects.get(reference=room["reference"][0])


def test_a_restricted_case_is_nowhere_for_whoever_is_not_named(world, room):
    case = case_of(world, room)
    CaseWorkerFactory(case=case, user=world.users["facilitator"], role="second")
    with in_area(world.kent.pk):
        Case.objects.filter(pk=case.pk).update(is_restricted=True)
    seen = set()
    for who in EVERYBODY:
        client = world.client(who)
        for page in pages():
            if page.has_area:
                for path in house.addresses(world, page, [room, {"period": [house.PERIOD]}]):
                    answer = client.get(path)
                    if page.arguments[1:2] == ("reference",) and answer.status_code == 200:
                        seen.add((who, page.name))
                    if answer.status_code == 200 and case.reference in answer.content.decode():
                        seen.add((who, page.name))

    assert seen == set()


def test_a_facilitator_who_was_taken_off_can_neither_read_nor_save_what_was_open(world, room):
    case = case_of(world, room)
    CaseWorkerFactory(case=case, user=world.users["facilitator"], role="second")
    form = [
        place
        for place in house.places(world, [room])
        if place.name.startswith(("cases:", "risk:")) and case.reference in place.path
    ]
    with in_area(world.kent.pk):
        CaseWorker.objects.filter(case=case).update(until_at=NOON)
    answers = set()
    for place in form:
        place.who = "facilitator"
        answer, changed = post(world, place, place.form.good())
        answers.add((answer.status_code, frozenset(changed)))

    assert answers <= {(404, frozenset()), (403, frozenset())}
    assert len(form) > 20


def test_one_taken_off_at_the_very_moment_of_saving_is_told_that_there_is_no_such_page(world, room):
    case = case_of(world, room)
    worker = CaseWorkerFactory(case=case, user=world.users["facilitator"], role="second")
    actor = world.actor("facilitator")
    jessica = Participant.objects.filter(case=case).first()
    CaseWorker.objects.filter(pk=worker.pk).update(until_at=NOON)
    logged = ContactEntry.objects.count()

    with pytest.raises(Http404):
        log_contact(jessica, happened_at=NOON, channel="phone", outcome="spoke", by=actor, now=NOON)
    assert ContactEntry.objects.count() == logged

"""Beside a child the consent of a parent or guardian is asked for again too."""

from datetime import timedelta

import pytest

from cases.models import Case, Participant
from cases.queries.due import due_items
from people.models import Person
from tests.cases.made import jessica_of
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def child(case):
    case.participants.update(status="contacted")
    jessica = jessica_of(case)
    Person.objects.filter(pk=jessica.person_id).update(said_under_18=True)
    return jessica


def due(child, actor):
    rows = Case.objects.filter(pk=child.case_id)
    found = due_items(rows, actor, today=TODAY, until=TODAY + 7 * DAY)
    return [(one.what, one.on) for one in found if one.page == "cases:consent_add"]


def consents(child, days, **given):
    mother = ParticipantFactory(case=child.case, role="parent", status="willing")
    ConsentFactory(participant=child, given_by=mother, happened_on=TODAY - days * DAY, **given)


def test_an_old_consent_of_a_parent_is_asked_again_beside_the_childs_own(child, actor):
    consents(child, 182)
    ConsentFactory(participant=child, happened_on=TODAY - 183 * DAY)

    assert due(child, actor) == [
        ("Ask Jessica H. again for consent", TODAY),
        ("Ask the parent or guardian of Jessica H. again for consent", TODAY + DAY),
    ]


def test_what_a_parent_said_is_to_be_signed(child, actor):
    consents(child, 15, method="verbal")

    assert due(child, actor) == [
        ("Have the parent or guardian of Jessica H. sign the consent that they gave", TODAY - DAY)
    ]


@pytest.mark.parametrize("why", ["grown", "spared", "left"])
def test_who_asks_no_parent_any_more_asks_none_again(child, actor, why):
    consents(child, 200)
    if why == "grown":
        Person.objects.filter(pk=child.person_id).update(date_of_birth=TODAY - 7000 * DAY)
    if why == "spared":
        Participant.objects.filter(pk=child.pk).update(no_guardian_why="She is the one harmed.")
    if why == "left":
        Participant.objects.filter(pk=child.pk).update(status="withdrew")

    assert due(child, actor) == []

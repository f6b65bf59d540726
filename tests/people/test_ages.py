from datetime import date

import pytest

from people.actions import forget_person
from people.ages import age_not_known, under_18
from people.models import Person
from tests.factories.people import PersonFactory
from tests.moments import NOON, TODAY

TOLD = {
    "birth, 17": ({"date_of_birth": date(2008, 8, 13)}, 17, True),
    "birth, 18": ({"date_of_birth": date(2008, 8, 12)}, 18, False),
    "birth against what was told": (
        {"date_of_birth": date(1990, 1, 1), "age_told": 12, "said_under_18": True},
        36,
        False,
    ),
    "told today": ({"age_told": 17, "age_told_on": TODAY}, 17, True),
    "told a year ago": ({"age_told": 17, "age_told_on": date(2025, 8, 12)}, 18, False),
    "told a day less ago": ({"age_told": 17, "age_told_on": date(2025, 8, 13)}, 17, True),
    "told for tomorrow": ({"age_told": 17, "age_told_on": date(2026, 8, 13)}, 17, True),
    "told, nobody knows when": ({"age_told": 15}, 15, True),
    "told against what was said": ({"age_told": 40, "said_under_18": True}, 40, False),
    "said": ({"said_under_18": True}, None, True),
    "nothing": ({}, None, None),
}


@pytest.mark.parametrize("told", TOLD)
def test_one_rule_says_who_is_a_child_of_a_person_and_of_rows(world, told):
    fields, age, is_child = TOLD[told]
    person = PersonFactory(area=world.kent, **fields)

    assert (person.age_on(TODAY), person.is_child_on(TODAY)) == (age, is_child)
    assert Person.objects.filter(under_18(TODAY), pk=person.pk).exists() == bool(is_child)
    assert Person.objects.filter(age_not_known(), pk=person.pk).exists() == (is_child is None)


@pytest.mark.parametrize(
    ("born", "is_child"), [(date(2010, 2, 28), False), (date(2010, 3, 1), True)]
)
def test_on_the_29th_of_february_the_rows_say_the_same(world, born, is_child):
    on = date(2028, 2, 29)
    person = PersonFactory(area=world.kent, date_of_birth=born)

    assert person.is_child_on(on) is is_child
    assert Person.objects.filter(under_18(on)).exists() is is_child


def test_an_age_is_forgotten_with_the_person(world):
    person = PersonFactory(
        area=world.kent, age_told=15, age_told_on=TODAY, said_under_18=True, date_of_birth=TODAY
    )

    forget_person(person, called="Passed on", by=world.actor("coordinator"), now=NOON)

    person.refresh_from_db()
    assert (person.age_told, person.age_told_on, person.said_under_18) == (None, None, False)

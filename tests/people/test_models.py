from datetime import date

import pytest
from django.db import IntegrityError, transaction

from people.models import Person
from tests.factories.people import PersonFactory
from tests.moments import TODAY


def test_a_person_needs_a_name_of_some_sort(world):
    with pytest.raises(IntegrityError, match="person_has_a_name"), transaction.atomic():
        PersonFactory(area=world.kent, first_name="", last_name="")


@pytest.mark.parametrize(
    ("names", "short"),
    [
        ({"first_name": "Jessica", "last_name": "Lane"}, "Jessica L."),
        ({"first_name": "Jessica", "last_name": ""}, "Jessica"),
        ({"first_name": "", "last_name": "Lane"}, "Lane"),
        ({"first_name": "Ann", "last_name": "Shah", "organisation": "Corner Shop"}, "Corner Shop"),
    ],
)
def test_the_short_name_is_the_first_name_and_an_initial(names, short):
    assert Person(**names).short_name == short


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2008, 8, 12), 18), (date(2008, 8, 13), 17), (date(2008, 2, 29), 18), (None, None)],
)
def test_age_is_in_whole_years_on_a_day(born, age):
    assert Person(date_of_birth=born).age_on(TODAY) == age

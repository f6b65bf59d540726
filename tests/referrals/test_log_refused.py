"""What cannot be, on the page on which staff write down what came in."""

import uuid

import pytest
from django.urls import reverse

from people.models import Person
from referrals.models import Referral
from tests.factories.areas import AgencyFactory
from tests.referrals.answers import by_staff


@pytest.fixture
def address(world):
    return reverse("referrals:add", args=[world.kent.slug])


@pytest.fixture
def client(world):
    return world.client("coordinator")


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_an_empty_page_says_what_is_missing_in_its_order(client, address):
    answer = client.post(address, {})

    assert (answer.status_code, Referral.objects.count()) == (422, 0)
    assert errors(answer) == {
        "channel": ["Select how it came in"],
        "received_at": ["Enter the day and time when it was received"],
        "source": ["Select who is referring"],
        "offence": ["Select the kind of harm"],
        "account": ["Enter what happened, in a line or two"],
        "harmed_first_name": ["Enter the name of at least one person"],
    }
    folds = [fold for part in answer.context["form"].parts() for fold in part.folds]
    assert folds[0].is_open


TOMORROW = {"_day": "13", "_month": "8", "_year": "2026"}


def on(field, **parts):
    return {f"{field}{part}": value for part, value in (parts or TOMORROW).items()}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"account": "x" * 5001}, "account", "characters or fewer"),
        ({"harmed_first_name": "x" * 10_000}, "harmed_first_name", "80 characters or fewer"),
        ({"responsible_last_name": "x" * 81}, "responsible_last_name", "80 characters or fewer"),
        ({"harmed_first_name": "a\x00b"}, "harmed_first_name", "cannot be printed"),
        ({"harmed_age_told": "130"}, "harmed_age_told", "120 or fewer"),
        ({"harmed_age_told": "young"}, "harmed_age_told", "number"),
        ({"offence": "nonsense"}, "offence", "Select an option from the list"),
        ({"channel": "system"}, "channel", "Select an option from the list"),
        ({"harmed_lives_in_area": "maybe"}, "harmed_lives_in_area", "Select an option"),
        (on("happened_on", _day="31", _month="2", _year="2026"), "happened_on", "real date"),
        (on("happened_on"), "happened_on", "must be 12 August 2026 or earlier"),
        (on("agreed_on"), "agreed_on", "must be 12 August 2026 or earlier"),
        (on("harmed_date_of_birth"), "harmed_date_of_birth", "must be 12 August 2026 or earlier"),
        (
            on("responsible_date_of_birth"),
            "responsible_date_of_birth",
            "must be 12 August 2026 or earlier",
        ),
        (on("received_at"), "received_at", "must be 12 August 2026 at midday or earlier"),
        (on("received_at", _year="1999"), "received_at", "1 January 2000 at midnight or later"),
        ({"received_at_time": "25:00"}, "received_at", "Enter a time, such as 2:30pm"),
        ({"agency": "not an id"}, "agency", "Select an option from the list"),
        ({"harmed_telephone": ""}, "harmed_telephone", "Enter it, as you say that it is safe"),
        ({"harmed_telephone": "none"}, "harmed_telephone", "Enter a telephone number"),
        ({"harmed_safe_ways": ["email"]}, "harmed_email", "as you say that it is safe"),
        ({"harmed_email": "none"}, "harmed_email", "Enter an email address"),
        ({"harmed_contacts_us": "on"}, "harmed_contacts_us", "Remove this tick"),
        (
            {
                "responsible_first_name": "",
                "responsible_last_name": "",
                "responsible_email": "a@b.uk",
            },
            "responsible_first_name",
            "Enter a name for whoever is reached this way",
        ),
        ({"harmed_other_first_name": "Nia"}, "harmed_other_part", "Select who they are to them"),
        (
            {"harmed_other_telephone": "01632 960002"},
            "harmed_other_first_name",
            "Enter a name for whoever is reached this way",
        ),
        (
            {
                "responsible_first_name": "",
                "responsible_last_name": "",
                "responsible_other_last_name": "Moss",
                "responsible_other_part": "family",
            },
            "responsible_first_name",
            "Enter the name of the person whom they are with",
        ),
        ({"responsible_identified": "no"}, "responsible_identified", "remove the name given above"),
        (
            {"happened_on_day": "12", "happened_on_month": "8"},
            "__all__",
            "must have happened before",
        ),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question_and_kept(
    client, address, changes, field, sentence
):
    answer = client.post(address, by_staff(**changes))

    assert (answer.status_code, Referral.objects.count(), Person.objects.count()) == (422, 0, 0)
    assert list(errors(answer)) == [field]
    assert sentence in errors(answer)[field][0]
    assert answer.context["form"]["police_reference"].value() == "46/1234/26"
    folds = [fold for part in answer.context["form"].parts() for fold in part.folds]
    assert all(fold.is_open for fold in folds if any(one.errors for one in fold.questions))


def test_an_agency_of_another_area_is_refused_like_one_that_is_not_there(world, client, address):
    foreign = AgencyFactory(area=world.avon)

    refused = [
        errors(client.post(address, by_staff(agency=str(pk)))) for pk in (foreign.pk, uuid.uuid4())
    ]

    assert refused == [{"agency": ["Select an option from the list"]}] * 2

import pytest

from areas.models import KeyedRequest
from people.models import Person
from referrals.api.bodies import ONE_KIND
from referrals.models import Referral
from tests.referrals.api.calls import faults, good, problem, with_incident, with_person


@pytest.mark.parametrize(
    ("body", "pointer", "sentence"),
    [
        ({}, "#/source", "This field is required."),
        ([], "#", "Invalid data. Expected a dictionary, but got list."),
        (good(colour="red"), "#/colour", "There is no such field."),
        (good(people=[]), "#/people", "Ensure this field has at least 1 elements."),
        (good(people={}), "#/people", 'Expected a list of items but got type "dict".'),
        (good(source="self_harmed"), "#/source", "This is not one of the codes."),
        (good(source=None), "#/source", "This field may not be null."),
        (good(source=["other"]), "#/source", "This is not one of the codes."),
        (with_person(shoe=9), "#/people/0/shoe", "There is no such field."),
        (with_person(first_name=5), "#/people/0/first_name", "This must be a string."),
        (
            with_person(first_name="x" * 81),
            "#/people/0/first_name",
            "Ensure this field has no more than 80 characters.",
        ),
        (
            with_person(first_name="a\0b"),
            "#/people/0/first_name",
            "There is a control character in it.",
        ),
        (
            with_person(first_name="a\nb"),
            "#/people/0/first_name",
            "There is a control character in it.",
        ),
        (
            with_person(first_name=" "),
            "#/people/0",
            "Give a first name, a last name or the name of an organisation.",
        ),
        (with_person(age=131), "#/people/0/age", "Ensure this value is less than or equal to 130."),
        (with_person(age=-1), "#/people/0/age", "Ensure this value is greater than or equal to 0."),
        (with_person(age="24"), "#/people/0/age", "A valid integer is required."),
        (with_person(age=True), "#/people/0/age", "A valid integer is required."),
        (with_person(contacts_us="yes"), "#/people/0/contacts_us", "Must be a valid boolean."),
        (
            with_person(date_of_birth="2026-08-13"),
            "#/people/0/date_of_birth",
            "This day must not be in the future.",
        ),
        (
            with_person(date_of_birth="1895-01-01"),
            "#/people/0/date_of_birth",
            "This day is too long ago or too far ahead.",
        ),
        (
            with_person(date_of_birth="2026-02-30"),
            "#/people/0/date_of_birth",
            "This must be a day that there is, as YYYY-MM-DD.",
        ),
        (
            with_person(date_of_birth="20260201"),
            "#/people/0/date_of_birth",
            "This must be a day that there is, as YYYY-MM-DD.",
        ),
        (
            with_person(release_on="2200-01-01"),
            "#/people/0/release_on",
            "This day is too long ago or too far ahead.",
        ),
        (
            with_person(side="responsible", first_name=None, organisation="Hall & Sons"),
            "#/people/0/organisation",
            "An organisation cannot be the person responsible.",
        ),
        (
            with_person(organisation="Hall & Sons"),
            "#/people/0/organisation",
            ONE_KIND,
        ),
        (
            with_person(ways_to_reach=[{"kind": "email", "value": "nobody"}]),
            "#/people/0/ways_to_reach/0/value",
            "Enter an email address in the correct format, such as name@example.com",
        ),
        (with_person(ways_to_reach=["x"]), "#/people/0/ways_to_reach/0", None),
        (with_incident(account=""), "#/incident/account", "This field may not be blank."),
        (with_incident(account="x" * 5001), "#/incident/account", None),
        (with_incident(flags=["da", "odd"]), "#/incident/flags/1", "This is not one of the codes."),
        (with_incident(happened_on="2026-08-13"), "#/incident/happened_on", None),
        (good(referrer={"name": "A", "email": "nobody"}), "#/referrer/email", None),
        (good(**{"a/b~c": 1}), "#/a~1b~0c", "There is no such field."),
    ],
)
def test_a_body_that_cannot_be_is_refused_with_where_and_why(
    world, system, body, pointer, sentence
):
    answer = system.send(body)
    found = faults(answer)

    assert problem(answer) == (422, "invalid-body")
    assert found[pointer] == (sentence or found[pointer])
    assert (Referral.objects.count(), Person.objects.count()) == (0, 0)
    assert KeyedRequest.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b'{"source": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"people": [{"age": 1e400}]}',
        b'{"source": {"source": 1}}',
        b"5",
        b"null",
        b'"text"',
    ],
)
def test_a_body_that_is_json_but_makes_no_sense_is_refused(world, system, body):
    assert problem(system.send(body)) == (422, "invalid-body")


@pytest.mark.parametrize(
    "body",
    [b"{broken", b"\xff\xfe", b"NaN", b"[" * 100_000, b"9" * 5000, b"\xef\xbb\xbf{}"],
)
def test_a_body_that_is_no_json_is_refused(world, system, body):
    assert problem(system.send(body)) == (400, "bad-request")


def test_names_of_all_the_world_and_odd_ages_are_simply_taken(world, system):
    people = [
        {
            "side": "harmed",
            "first_name": "Nguy\u1ec5n\u0301\u0323",
            "last_name": "\u0645\u062d\u0645\u062f",
        },
        {"side": "harmed", "first_name": "\u202eevil\u202c", "age": 130.0},
        {"side": "responsible", "last_name": "\U0001f9d1\u200d\u2696\ufe0f", "age": 0},
    ]

    assert system.send(good(people=people)).status_code == 201
    assert Person.objects.count() == 3


def test_a_body_past_the_limit_is_refused_with_the_limit_named(world, system, settings):
    settings.API_BODY_LIMIT = 500
    answer = system.send()

    assert problem(answer) == (413, "too-large")
    assert "500 bytes" in answer.json()["detail"]


def test_only_json_is_read_and_only_json_is_answered(world, system):
    assert problem(system.send("a=1", content_type="text/plain")) == (415, "media-type")
    assert problem(system.send(headers={"accept": "text/html"})) == (406, "not-acceptable")
    assert problem(system.client().put(system.place, {})) == (405, "method")
    assert problem(system.client().options(system.place)) == (405, "method")

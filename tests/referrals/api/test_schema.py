"""The schema says all that there is; what is made up from it is never answered in another way."""

import os
from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings, strategies
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from areas.problems import SLUGS
from referrals.api.bodies import AGENCY_SOURCES
from referrals.api.described import EXAMPLE, MEDIATION, REFUSALS
from referrals.stages import Offence
from tests.referrals.api.calls import problem, with_person

EXAMPLES = int(os.environ.get("RJCASE_PROOF_SCHEMA", "20"))
SCHEMA = "/api/v1/schema/"
LIST = "/api/v1/areas/{area}/referrals/"
ONE = f"{LIST}{{reference}}/"
OPERATIONS = [(LIST, "get"), (LIST, "post"), (ONE, "get")]
GOOD, BAD = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
MADE_UP = [
    (LIST, "get", GOOD),
    (LIST, "get", BAD),
    (LIST, "post", GOOD),
    (LIST, "post", BAD),
    (ONE, "get", GOOD),
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
AS_MANY_AS_ASKED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def connection_kept():
    """The program is called in the test's own transaction: the end of a request would close it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def told(client, db):
    return client.get(SCHEMA).json()


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method", "mode"), MADE_UP)
def test_no_request_made_up_from_the_schema_is_answered_but_as_it_says(
    world, system, told, settings, path, method, mode
):
    settings.API_REQUESTS_A_MINUTE = {"sends": 10**6, "reads": 10**6}
    reference = system.send().json()["reference"]
    del told["paths"][path][method]["security"]  # the key is a real one all the time
    schema = schemathesis.openapi.from_dict(told)
    schema.app = get_wsgi_application()
    operation, statuses = schema[path][method], set()

    @AS_MANY_AS_ASKED
    @given(operation.as_strategy(generation_mode=mode), strategies.booleans())
    def call(case, real):
        case.path_parameters["area"] = "kent"
        if real and "reference" in case.path_parameters:
            case.path_parameters["reference"] = reference
        answer = case.call_and_validate(headers=system.header, checks=CHECKS)
        statuses.add(answer.status_code)

    with connection_kept():
        call()
    assert statuses


def test_anybody_may_read_the_schema_and_it_is_one(told):
    assert told["openapi"] == "3.1.0"
    for part in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(part)
    assert told["components"]["securitySchemes"] == {"key": {"type": "http", "scheme": "bearer"}}
    assert set(told["paths"]) == {LIST, ONE}


def test_the_schema_is_only_read(client, db):
    assert client.post(SCHEMA).status_code == 405


def test_the_schema_holds_the_code_lists_of_the_field_guide(told):
    bodies = told["components"]["schemas"]

    assert bodies["IncidentBody"]["properties"]["offence"]["enum"] == Offence.values
    assert bodies["ReferralBody"]["properties"]["source"]["enum"] == [
        code for code, _label in AGENCY_SOURCES
    ]


def test_every_object_that_is_sent_has_no_fields_but_its_own(told):
    sent = {name for name in told["components"]["schemas"] if name.endswith("Body")} - {
        "ProblemBody"
    }
    closed = {
        name
        for name, part in told["components"]["schemas"].items()
        if part.get("additionalProperties") is False
    }

    assert closed == sent
    assert len(closed) == 6


def test_every_refusal_is_told_of_with_its_kind(told):
    for path, method in OPERATIONS:
        answers = told["paths"][path][method]["responses"]
        refused = {status: answer for status, answer in answers.items() if int(status) >= 400}
        assert {kind for one in refused.values() for kind in one["content"]} == {
            "application/problem+json"
        }
    assert set(REFUSALS) <= set(SLUGS)


def test_the_examples_of_the_schema_are_taken_in(world, system, told):
    examples = told["paths"][LIST]["post"]["requestBody"]["content"]["application/json"]["examples"]

    values = [example["value"] for example in examples.values()]
    assert values == [EXAMPLE, MEDIATION]
    assert [system.send(value).status_code for value in values] == [201, 201]


def test_a_refusal_repeats_nothing_of_what_was_sent(world, system):
    answer = system.send(
        with_person(first_name="Jessica\0Hall", date_of_birth="Hall", side="Jessica")
    )

    assert problem(answer) == (422, "invalid-body")
    assert "Jessica" not in answer.content.decode()
    assert "Hall" not in answer.content.decode()

"""One referral by the API, against a bare view that validates the same body and inserts as much."""

import time
from statistics import median
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView

from areas.tenancy import in_area
from referrals.api.bodies import ReferralBody
from referrals.api.parsing import StrictJson
from rjcase import clock
from tests.benchmarks.quantity import say
from tests.referrals.api.calls import good, system_of

TRIES = 25
WITHIN = 1.5
FRESH = {"reference", "key"}
"""Columns that are unique in the area, beside the keys."""

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.benchmarks.test_create"),
]


class Bare(APIView):
    """Django REST framework alone: parse, validate, insert. Nobody asks who it is."""

    authentication_classes: list = []
    permission_classes: list = []
    throttle_classes: list = []
    parser_classes = [StrictJson]
    area = None
    rows: list = []

    def post(self, request):
        body = ReferralBody(data=request.data, context={"today": clock.today()})
        body.is_valid(raise_exception=True)
        keys = {row.pk: uuid4() for row in self.rows}
        with transaction.atomic(), in_area(self.area.pk):
            for row in self.rows:
                copied(row, keys).save(force_insert=True)
        return Response({}, status=201)


Bare.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("bare/", Bare.as_view()), path("", include("rjcase.urls"))]


def copied(row, keys):
    """The same row under a new key, pointing at the other copies."""
    values = {
        one.attname: getattr(row, one.attname)
        for one in row._meta.concrete_fields
        if not one.generated
    }
    known = {name: keys.get(one) for name, one in values.items() if isinstance(one, UUID)}
    values |= {name: key for name, key in known.items() if key}
    return type(row)(**values | {name: uuid4().hex[:20] for name in FRESH & values.keys()})


def rows_of_a_create(count_queries, system):
    """The rows that one create inserted, table after table in its order."""
    with count_queries() as queries:
        assert system.send().status_code == 201
        statements = [query["sql"].strip() for query in queries.captured_queries]
    tables = {model._meta.db_table: model for model in apps.get_models()}
    named = [one.split('"')[1] for one in statements if one.startswith('INSERT INTO "')]
    with in_area(system.key.area_id):
        return [
            row
            for name in dict.fromkeys(named)
            for row in tables[name].objects.order_by("-pk")[: named.count(name)]
        ]


def seconds(*acts):
    """The median of each, taken in turns, so that what else the machine does falls on all."""
    times = [[] for _ in acts]
    for _ in range(TRIES):
        for act, taken in zip(acts, times, strict=True):
            begun = time.perf_counter()
            assert act().status_code == 201
            taken.append(time.perf_counter() - begun)
    return map(median, times)


def test_a_create_costs_at_most_half_as_much_again_as_a_bare_view(world, count_queries, settings):
    settings.API_REQUESTS_A_MINUTE = {"sends": 10_000, "reads": 10_000}
    system = system_of(world.kent, world.probation)
    Bare.area, Bare.rows = world.kent, rows_of_a_create(count_queries, system)
    client = Client()

    def plain():
        return client.post("/bare/", good(), content_type="application/json")

    assert len(Bare.rows) >= 5
    assert plain().status_code == 201
    ours, theirs = seconds(system.send, plain)

    say(
        "API create",
        f"{len(Bare.rows)} rows; {ours * 1000:.1f} ms, bare {theirs * 1000:.1f} ms:"
        f" {ours / theirs:.2f}",
    )
    assert ours <= theirs * WITHIN

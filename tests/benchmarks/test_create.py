"""One referral by the API, against a bare view that validates the same body and inserts the same
rows as a plain developer would: one `save()` a row, in a transaction bound to the area.

Compared are the rows that a create adds, counted in every table before and after it; the counter of
references, which a create only moves on, is ours alone. So are the key, its rate, the
`Idempotency-Key`, the answers kept in words, and the bell for the worker.
"""

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

from areas.tenancy import in_area, set_context
from referrals.api.bodies import ReferralBody
from referrals.api.parsing import StrictJson
from rjcase import clock
from tests.benchmarks.quantity import say
from tests.referrals.api.calls import good, system_of

TRIES = 60
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
        with transaction.atomic():
            set_context(area_id=self.area.pk, user_id=None)
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


def everything(area):
    """The keys of all rows that the area can see, table by table."""
    with in_area(area.pk):
        return {
            model: set(model._base_manager.values_list("pk", flat=True))
            for model in apps.get_models()
            if model._meta.managed and not model._meta.proxy
        }


def rows_of_a_create(count_queries, system, area):
    """The rows that one create added, table after table in the order of its statements."""
    before = everything(area)
    with count_queries() as queries:
        assert system.send().status_code == 201
        statements = " ".join(query["sql"] for query in queries.captured_queries).replace('"', "")
    new = {model: keys - before[model] for model, keys in everything(area).items()}
    tables = sorted(
        (model for model, keys in new.items() if keys),
        key=lambda model: statements.index(f"INSERT INTO {model._meta.db_table} "),
    )
    with in_area(area.pk):
        return [row for model in tables for row in model._base_manager.filter(pk__in=new[model])]


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
    assert system.send().status_code == 201
    Bare.area, Bare.rows = world.kent, rows_of_a_create(count_queries, system, world.kent)
    client, caller = Client(), system.client()

    def plain():
        return client.post("/bare/", good(), content_type="application/json")

    def full():
        headers = {"idempotency-key": str(uuid4())}
        return caller.post(system.place, good(), content_type="application/json", headers=headers)

    assert len(Bare.rows) == 14
    assert (plain().status_code, full().status_code) == (201, 201)
    ours, theirs = seconds(full, plain)

    say(
        "API create",
        f"{len(Bare.rows)} rows; {ours * 1000:.1f} ms, bare {theirs * 1000:.1f} ms:"
        f" {ours / theirs:.2f}",
    )
    assert ours <= theirs * WITHIN

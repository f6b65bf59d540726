"""What stands in an address or in the raw body of a request, by somebody who tries things out."""

import logging

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from rjcase.logs import CodesOnly
from tests.architecture.addresses import pages
from tests.architecture.belts import who_may
from tests.factories.areas import UserFactory
from tests.factories.cases import CaseFactory
from tests.hostile import house
from tests.hostile.turns import in_turns

QUERIES = (
    "queue=&stage=&kind=&page=",
    "page=-1",
    "page=zzz",
    "page=99999999999999999999",
    "page=1e309",
    "page=\u0663",
    "page=%00&stage=%00&queue=%00&kind=%00",
    "page=%ff&stage=%ff&queue=%ff&kind=%ff",
    "stage=closed&stage=open&mine=&on_hold=%3Cscript%3E",
    "next=https://elsewhere.invalid/&format=xml",
)
FINE = {200, 302, 404, 405}
BODIES = {
    "no boundary": (b"x", "multipart/form-data"),
    "broken parts": (b"--x\r\nContent-Disp", "multipart/form-data; boundary=x"),
    "a thousand and one fields": (
        "&".join(f"a{n}=1" for n in range(1100)).encode(),
        "application/x-www-form-urlencoded",
    ),
    "too much": (b"note=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    "json": (b'{"form_key": []}', "application/json"),
    "no charset": (b"a=1", "application/x-www-form-urlencoded; charset=klingon"),
    "utf-16": ("note=\u00e9".encode("utf-16"), "application/x-www-form-urlencoded; charset=utf-16"),
}


def quiet(world, who):
    client = world.client(who)
    client.raise_request_exception = False
    return client


def test_no_page_falls_over_its_query(world):
    rooms, odd, queries = house.build(world), {}, in_turns(QUERIES, 3)
    for page in pages():
        if page.has_area:
            client = quiet(world, who_may(page))
            path = next(house.addresses(world, page, rooms))
            for query in next(queries):
                answer = client.get(f"{path}?{query}")
                fine = FINE | {400} if page.is_api else FINE
                if answer.status_code not in fine or b"<script>" in answer.content:
                    odd[page.name, query] = answer.status_code

    assert odd == {}


def test_no_page_falls_over_an_address_that_cannot_be(world):
    odd, texts = {}, in_turns(("%00", "%ff", "x" * 500, "\u0663", "..", "%27", "9" * 30), 3)
    for page in pages():
        if page.has_area:
            client = quiet(world, who_may(page))
            for text in next(texts):
                values = dict.fromkeys(page.arguments[1:], text)
                status = client.get(page.path(area=world.kent.slug, **values)).status_code
                if status not in FINE:
                    odd[page.name, text[:5]] = status

    assert odd == {}


@pytest.mark.parametrize("what", BODIES)
def test_a_body_that_cannot_be_read_is_refused_and_writes_nothing(world, what):
    rooms, odd = house.build(world), {}
    before = house.counts()
    for name in ("areas:settings", "referrals:add", "cases:contact_add", "risk:add", "cases:move"):
        page = house.page_named(name)
        body, kind = BODIES[what]
        client = quiet(world, who_may(page))
        path = [*house.addresses(world, page, rooms)][-1]
        status = client.generic("POST", path, body, content_type=kind).status_code
        if status not in {400, 413, 422}:
            odd[name] = status

    assert odd == {}
    assert house.counts() == before


def test_no_form_is_taken_without_its_token_and_none_is_sent_from_elsewhere(world):
    rooms, taken = house.build(world), {}
    before = house.counts()
    for page in pages():
        if page.has_area and not page.is_api:
            client = Client(enforce_csrf_checks=True)
            client.force_login(world.users[who_may(page)])
            path = next(house.addresses(world, page, rooms))
            answer = client.post(path, {"form_key": house.no_row()})
            if answer.status_code != 403:
                taken[page.name] = answer.status_code

    assert taken == {}
    assert house.counts() == before


def test_signing_out_asks_for_the_token_too(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["manager"])

    assert client.post("/sign-out/").status_code == 403
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/areas/kent/settings/").status_code == 200


@pytest.mark.parametrize(
    "there",
    ["https://elsewhere.invalid/", "//elsewhere.invalid", "/\\elsewhere.invalid", "javascript:x"],
)
def test_signing_in_leads_nowhere_else(world, client, there):
    user = world.users["manager"]
    user.set_password("a good long sentence")
    user.save()
    sent = {"login": user.email, "password": "a good long sentence", "next": there}
    answer = client.post(f"/sign-in/?next={there}", sent)

    assert (answer.status_code, answer["Location"]) == (302, "/areas/")


def test_another_host_s_name_is_refused(world):
    answer = world.client("manager").get("/areas/kent/settings/", headers={"host": "evil.invalid"})

    assert answer.status_code == 400


def test_the_api_answers_in_json_and_never_falls_over(world):
    client = quiet(world, "manager")
    for query in QUERIES:
        assert client.get(f"/api/v1/areas/kent/cases/?{query}").status_code in {200, 404}
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(
            "/api/v1/areas/kent/cases/", b"{broken", content_type="application/json"
        )
        assert answer.status_code in {403, 405}
        assert answer["Content-Type"] == "application/problem+json"


def test_what_a_page_says_after_saving_is_kept_on_our_side(world):
    client = world.client("coordinator")
    case = CaseFactory(area=world.kent)
    person = {"part": "harmed:harmed", "first_name": "Jessica", "last_name": "Hall"}
    done = client.post(f"/areas/kent/cases/{case.reference}/people/add/", person)

    assert done.status_code == 302
    assert set(done.cookies) <= {"rjcase"}


def test_a_log_holds_the_code_of_a_refused_row_and_nothing_of_the_row(world):
    address = "jessica.hall@somewhere.invalid"
    UserFactory(email=address)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        UserFactory(email=address)
    caught = refused.value
    line = CodesOnly().formatException((type(caught), caught, caught.__traceback__))

    assert address in str(caught)
    assert address not in line
    assert "IntegrityError" in line
    assert "UniqueViolation (23505 " in line


def test_the_worker_s_line_names_the_kind_of_a_failure_alone():
    said = {"name": "reminders.tick", "exc": "KeyError('Jessica Hall')"}
    failed = (KeyError, KeyError("Jessica Hall"), None)
    record = logging.LogRecord(
        "celery.app.trace", logging.ERROR, "", 0, "%(name)s raised: %(exc)s", (said,), failed
    )

    assert CodesOnly().format(record) == "reminders.tick raised: KeyError\nKeyError"

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag

import pytest
from django.db import connection

from areas.middleware import StreamedFromArea
from areas.models import Agency, AreaSettings, SecurityEvent
from areas.tenancy import in_area
from audit.models import Event


@pytest.fixture(autouse=True)
def our_pages(settings):
    settings.ROOT_URLCONF = "tests.areas.pages"


def events():
    return sorted(Event.objects.values_list("verb", "outcome", "subject_id", "detail__status"))


def agencies(world):
    return Agency.objects.exclude(pk=world.probation.pk).count()


def refusals():
    kinds = [SecurityEvent.Kind.STRANGER, SecurityEvent.Kind.REFUSED]
    return list(SecurityEvent.objects.filter(kind__in=kinds).values_list("kind", "page"))


def test_what_was_done_is_kept(world):
    world.client("manager").get("/areas/kent/answer/200/")

    assert agencies(world) == 1
    assert events() == [("case.viewed", "done", "KNT-26-00001", None)]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410])
def test_a_refusal_rolls_everything_back_and_is_written_down(world, status):
    answer = world.client("manager").get(f"/areas/kent/answer/{status}/")

    assert answer.status_code == status
    assert agencies(world) == 0
    assert events() == [("request.refused", "refused", "answer", status)]


@pytest.mark.parametrize("status", [409, 422])
def test_a_refusal_that_shows_its_page_again_keeps_what_was_seen(world, status):
    world.client("manager").get(f"/areas/kent/answer/{status}/")

    assert agencies(world) == 0
    assert events() == [
        ("case.viewed", "done", "KNT-26-00001", None),
        ("request.refused", "refused", "answer", status),
    ]


def test_a_failure_rolls_back_and_reaches_only_the_log(world):
    client = world.client("manager")
    client.raise_request_exception = False

    assert client.get("/areas/kent/fail/").status_code == 500
    assert client.get("/areas/kent/answer/500/").status_code == 500
    assert (agencies(world), events()) == (0, [])


def test_a_refusal_carries_the_request_and_never_the_session_s_key(world):
    client = world.client("manager")
    client.get("/areas/kent/answer/403/")
    event = Event.objects.get()

    assert event.request_id is not None
    assert len(event.session_hash) == 64
    assert client.session.session_key not in event.session_hash
    assert event.actor_id == world.users["manager"].pk


def test_pages_of_an_area_cannot_stream(world):
    with pytest.raises(StreamedFromArea):
        world.client("manager").get("/areas/kent/stream/")


def test_nothing_may_be_kept_by_a_cache(world, client):
    assert world.client("manager").get("/areas/kent/where/")["Cache-Control"] == "no-store"
    assert world.client("manager").get("/admin/")["Cache-Control"] != ""


def test_a_stranger_at_a_door_is_written_down(world):
    world.client("stranger").get("/areas/kent/where/")

    assert refusals() == [("stranger", "where")]


def test_a_refusal_outside_an_area_is_written_down(world):
    world.client("manager").put("/sign-out/")
    world.client("manager").get("/admin/")

    assert {kind for kind, _ in refusals()} <= {"refused"}


def test_a_mistyped_address_is_nothing_to_write_down(world, client):
    assert world.client("manager").get("/nothing-here/").status_code == 404
    assert client.get("/nothing-here/").status_code == 404
    assert client.get("/static/nothing-here.css").status_code == 404
    assert refusals() == []


def test_the_page_that_says_alive_asks_nothing_of_the_database(
    client, django_assert_num_queries, db
):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_for_too_long_is_a_conflict_and_no_failure(world):
    client = world.client("manager")
    form = {"form_key": "8d1f2bd6-58b4-4f3c-9d52-3f4c1d4e8f10", "name": "Probation"}
    inside, done = Flag(), Flag()

    def hold():
        try:
            with in_area(world.kent.pk):
                held = AreaSettings.objects.select_for_update().get()
                inside.set()
                done.wait(20)
                return held.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(hold)
        inside.wait(20)
        answer = client.post("/areas/kent/wait/", form)
        done.set()

    assert answer.status_code == 409
    assert "at this moment" in answer.content.decode()
    with in_area(world.kent.pk):
        assert (agencies(world), events()) == (0, [("request.refused", "refused", "wait", 409)])


def test_an_address_with_an_impossible_character_is_not_found(world):
    assert world.client("manager").get("/areas/kent/named/KNT%0026/").status_code == 404


def test_a_forged_request_is_refused_and_changes_nothing(world):
    client = world.client("manager")
    client.handler.enforce_csrf_checks = True

    assert client.post("/areas/kent/make/", {"name": "Probation"}).status_code == 403
    assert agencies(world) == 0
    assert refusals() == [("refused", "make")]

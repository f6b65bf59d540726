import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from areas.actor import Actor
from areas.tenancy import in_area
from audit.context import NO_REQUEST, RequestMark, current_request
from audit.models import Event
from audit.record import NotACode, keep_seen, record, record_all


def test_an_event_says_who_did_what_to_what_and_where(world):
    actor = world.actor("manager")
    event = record("area.settings_changed", world.probation, by=actor, fields=["words"], version=2)
    event.refresh_from_db()

    assert (event.area_id, event.actor_id) == (world.kent.pk, world.users["manager"].pk)
    assert (event.subject_type, event.subject_id) == ("areas.Agency", str(world.probation.pk))
    assert (event.outcome, event.detail) == ("done", {"fields": ["words"], "version": 2})
    assert (event.session_hash, event.request_id, event.on_behalf_of, event.seal) == (
        "",
        None,
        None,
        None,
    )


def test_the_time_and_the_transaction_are_the_database_s_own(world):
    event = record("case.viewed", ("case", "KNT-26-00001"), by=world.actor("manager"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now() < %s, statement_timestamp() > %s, pg_current_xact_id()::text::bigint",
            [event.at, event.at],
        )
        assert cursor.fetchone() == (True, True, event.transaction_id)


def test_the_system_is_recorded_as_nobody(world):
    event = record("reminder.sent", ("reminder", "1"), by=Actor.system(world.kent))

    assert event.actor_id is None


@pytest.mark.parametrize(
    "detail",
    [
        "Daniel punched Jessica",
        "jessica@example.org",
        "07700900123",
        "+447700900123",
        "a" * 81,
        "two\nlines",
        ["fine", "not fine"],
        1.5,
        {"a": "dictionary"},
    ],
)
def test_free_text_about_a_person_never_enters_the_log(world, detail):
    with pytest.raises(NotACode, match="reason"):
        record("case.closed", ("case", "1"), by=world.actor("manager"), reason=detail)

    assert Event.objects.count() == 0


def test_free_text_never_enters_as_the_subject_either(world):
    with pytest.raises(NotACode):
        record("people.searched", ("search", "Jessica of Northtown"), by=world.actor("manager"))


@pytest.mark.parametrize(
    "detail", ["needs_met", "2026-08-12", "KNT-26-00001", "", None, True, 7, ["a", "b"]]
)
def test_codes_numbers_and_dates_enter(world, detail):
    event = record("case.closed", ("case", "1"), by=world.actor("manager"), reason=detail)

    assert event.detail == {"reason": detail}


def test_what_happened_cannot_be_recorded_for_another_area(world):
    actor = world.actor("manager")
    with (
        in_area(world.avon.pk),
        pytest.raises(ProgrammingError, match="row-level security"),
        in_area(world.avon.pk),
    ):
        record("case.viewed", ("case", "1"), by=actor)


def test_another_area_s_log_cannot_be_read(world):
    record("case.viewed", ("case", "1"), by=world.actor("manager"))
    with in_area(world.avon.pk):
        assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(verb="nothing.happened"), lambda rows: rows.delete()]
)
def test_the_log_can_be_neither_altered_nor_deleted(world, change):
    record("case.viewed", ("case", "1"), by=world.actor("manager"))
    with pytest.raises(ProgrammingError, match="permission denied"), in_area(world.kent.pk):
        change(Event.objects.all())

    assert Event.objects.get().verb == "case.viewed"


def test_only_what_was_seen_in_a_request_is_kept_for_a_page_that_is_refused(world):
    actor = world.actor("manager")
    token = current_request.set(RequestMark(request_id=world.kent.pk))
    try:
        with in_area(world.kent.pk):
            record("case.viewed", ("case", "1"), by=actor)
            record("case.moved", ("case", "1"), by=actor)
            transaction.set_rollback(True)
        keep_seen()
    finally:
        current_request.reset(token)

    assert list(Event.objects.values_list("verb", flat=True)) == ["case.viewed"]


def test_outside_a_request_nothing_is_remembered(world):
    record("case.viewed", ("case", "1"), by=world.actor("manager"))

    assert NO_REQUEST.seen == []


def test_several_events_are_written_at_once_as_each_by_itself(world):
    actor = world.actor("manager")
    record("case.closed", ("case", "1"), by=actor, reason="needs_met", fields=["a", "b"])

    record_all(
        [("case.closed", ("case", "1"), {"reason": "needs_met", "fields": ["a", "b"]})], by=actor
    )
    record_all([], by=actor)

    alone, together = [
        {name: value for name, value in row.items() if name not in {"id", "at"}}
        for row in Event.objects.values()
    ]
    assert together == alone


def test_free_text_does_not_enter_among_several_either(world):
    with pytest.raises(NotACode):
        record_all(
            [("case.closed", ("case", "1"), {"reason": "she said no"})], by=world.actor("manager")
        )

    assert Event.objects.count() == 0

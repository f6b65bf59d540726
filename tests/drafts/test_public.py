import hashlib
import os
from datetime import UTC, datetime, timedelta

import psycopg2
import pytest
from django.db import connection, transaction

from areas.actor import Actor
from areas.tenancy import in_area, present_key
from drafts.models import PublicDraft
from drafts.public import body_of, discard_draft, open_draft, save_draft, start_draft, sweep
from tests.moments import NOON

A_DAY = timedelta(days=1)


def test_what_was_answered_is_found_by_the_token_and_by_nothing_else(db):
    token = start_draft({"answers": {"you": {"who": "harmed"}}}, now=NOON)
    present_key("")

    assert PublicDraft.objects.count() == 0
    assert open_draft("something else", now=NOON) is None
    assert body_of(open_draft(token, now=NOON)) == {"answers": {"you": {"who": "harmed"}}}


def test_the_token_itself_is_kept_nowhere(db):
    token = start_draft({"name": "Jess"}, now=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_hash, encode(body, 'escape') FROM drafts_publicdraft")
        [(key_hash, body)] = cursor.fetchall()

    assert key_hash == hashlib.sha256(token.encode()).hexdigest()
    assert (token in body, "Jess" in body) == (False, False)


def test_a_draft_can_be_replaced_and_forgotten(db):
    token = start_draft({}, now=NOON)
    later = NOON + timedelta(hours=20)
    save_draft(open_draft(token, now=NOON, to_write=True), {"a": 1}, now=later)

    assert body_of(open_draft(token, now=NOON + A_DAY)) == {"a": 1}
    discard_draft(token)
    assert open_draft(token, now=NOON) is None


def test_after_a_day_the_token_opens_nothing(db):
    token = start_draft({}, now=NOON)

    assert open_draft(token, now=NOON + A_DAY - timedelta(seconds=1))
    assert open_draft(token, now=NOON + A_DAY) is None


def test_the_web_s_own_sweep_finds_nobody_s_draft(world):
    start_draft({}, now=NOON)
    present_key("")

    assert sweep(by=Actor.system(world.kent), now=NOON + 2 * A_DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_may_delete_what_is_older_than_a_day_and_read_nothing_younger(worker_sees):
    old = datetime.now(UTC) - 2 * A_DAY
    for at in (old, datetime.now(UTC)):
        with transaction.atomic(), in_area(None):
            start_draft({}, now=at)

    assert worker_sees("SELECT count(*) FROM drafts_publicdraft") == [(1,)]
    assert worker_sees("DELETE FROM drafts_publicdraft RETURNING saved_at = %s", old) == [(True,)]


@pytest.fixture
def worker_sees():
    """What the worker's own role gets from the test's database."""
    address = psycopg2.extensions.parse_dsn(os.environ["DATABASE_WORKER_URL"])
    address["dbname"] = connection.settings_dict["NAME"]
    with psycopg2.connect(**address) as worker:

        def ask(sql, *values):
            with worker.cursor() as cursor:
                cursor.execute(sql, values)
                return cursor.fetchall()

        yield ask
        worker.rollback()
    worker.close()

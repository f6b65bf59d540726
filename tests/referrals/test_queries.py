from datetime import date, timedelta

import pytest
from django.http import Http404

from referrals import queries
from referrals.queries import Queue
from referrals.stages import Status
from tests.factories.referrals import (
    FullReferralFactory,
    ReferralFactory,
    ReferralPersonFactory,
    SubmissionFactory,
)
from tests.moments import NOON, TODAY

WHEN, WHY = "12 August 2026 at midday", "Age outside what the service may take"
FRIDAY, SATURDAY, SUNDAY = date(2026, 8, 14), date(2026, 8, 15), date(2026, 8, 16)


@pytest.mark.parametrize(
    ("due_on", "today", "said"),
    [
        (FRIDAY, TODAY, "in 2 days"),
        (FRIDAY, date(2026, 8, 13), "tomorrow"),
        (FRIDAY, FRIDAY, "today"),
        (FRIDAY, SATURDAY, "due now"),
        (FRIDAY, SUNDAY, "due now"),
        (FRIDAY, date(2026, 8, 17), "1 day late"),
        (FRIDAY, date(2026, 8, 18), "2 days late"),
        (date(2026, 8, 28), date(2026, 8, 31), "due now"),
        (date(2026, 8, 28), date(2026, 9, 1), "1 day late"),
    ],
)
def test_lateness_is_said_in_working_days(due_on, today, said):
    assert queries.due_in_words(due_on, today) == said


@pytest.mark.parametrize(("today", "late"), [(SUNDAY, False), (date(2026, 8, 17), True)])
def test_a_row_is_late_from_the_next_working_day_on(world, today, late):
    row = queries.as_row(ReferralFactory(area=world.kent, triage_due_on=FRIDAY), today=today)

    assert (row.is_late, row.flags) == (late, [])


@pytest.mark.parametrize(
    ("today", "working"),
    [
        (FRIDAY, FRIDAY),
        (SATURDAY, FRIDAY),
        (SUNDAY, FRIDAY),
        (date(2026, 8, 31), date(2026, 8, 28)),
    ],
)
def test_the_last_working_day_leaves_out_weekends_and_bank_holidays(today, working):
    assert queries.last_working_day(today) == working


def test_counts_are_of_our_area_and_late_only_while_to_triage(world):
    ReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 11))
    ReferralFactory(area=world.kent, triage_due_on=TODAY)
    ReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 3), status=Status.WAITING)
    ReferralFactory(area=world.avon, triage_due_on=date(2026, 8, 3))

    counts = queries.queue_counts(world.actor("coordinator"), today=TODAY)

    assert counts == queries.QueueCounts(
        {"to_triage": 2, "waiting": 1, "accepted": 0, "declined": 0, "all": 3},
        late=1,
        first_due_on=date(2026, 8, 11),
    )


def test_an_empty_area_counts_nothing(world):
    counts = queries.queue_counts(world.actor("coordinator"), today=TODAY)

    assert counts == queries.QueueCounts(dict.fromkeys(queries.Queue.values, 0), 0, None)


def test_the_queue_to_triage_begins_with_the_one_that_is_due_first(world):
    later = ReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 14))
    second = ReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 13), received_at=NOON)
    first = ReferralFactory(
        area=world.kent, triage_due_on=date(2026, 8, 13), received_at=NOON - timedelta(hours=1)
    )
    ReferralFactory(area=world.avon)

    assert list(queries.queue(world.actor("coordinator"), Queue.TO_TRIAGE, today=TODAY)) == [
        first,
        second,
        later,
    ]


@pytest.mark.parametrize(
    ("status", "newest_first"), [("waiting", False), ("declined", True), ("all", True)]
)
def test_other_queues_go_by_the_decision(world, status, newest_first):
    old, new = (
        ReferralFactory(
            area=world.kent,
            status="accepted" if status == "all" else status,
            decision="accept",
            decided_at=NOON - timedelta(days=ago),
            received_at=NOON - timedelta(days=ago),
        )
        for ago in (2, 1)
    )

    found = list(queries.queue(world.actor("coordinator"), Queue(status), today=TODAY))

    assert found == ([new, old] if newest_first else [old, new])


def test_a_row_says_its_flags_in_words(world):
    referral = FullReferralFactory(area=world.kent, incident__flags=["da", "fatal"])
    actor = world.actor("coordinator")
    rows = queries.queue(actor, Queue.TO_TRIAGE, today=TODAY)
    (found,) = queries.shown(rows, actor, today=TODAY)

    assert found == referral
    assert queries.as_row(found, today=TODAY).flags == ["Domestic abuse", "Somebody died"]


def test_a_referral_of_another_area_is_not_found(world):
    foreign = ReferralFactory(area=world.avon)

    with pytest.raises(Http404):
        queries.get_referral(world.actor("coordinator"), foreign.reference)


def test_people_come_with_the_harmed_side_first(world):
    referral = ReferralFactory(area=world.kent)
    responsible = ReferralPersonFactory(referral=referral, side="responsible")
    harmed = ReferralPersonFactory(referral=referral)
    ReferralPersonFactory(area=world.kent, referral=ReferralFactory(area=world.kent))

    assert list(queries.people_of(referral, world.actor("coordinator"))) == [harmed, responsible]


def test_an_officer_who_also_coordinates_is_of_the_service():
    class Both:
        def may(self, perm):
            return True

    assert not queries.is_officer(Both())


def test_own_submissions_are_those_of_the_agency_latest_first(world):
    old = SubmissionFactory(
        referral=ReferralFactory(area=world.kent),
        agency=world.probation,
        received_at=NOON - timedelta(days=1),
    )
    new = SubmissionFactory(referral=ReferralFactory(area=world.kent), agency=world.probation)
    SubmissionFactory(referral=ReferralFactory(area=world.kent))

    assert list(queries.own_submissions(world.actor("referrer"))) == [new, old]


@pytest.mark.parametrize(
    ("decision", "who", "sentence"),
    [
        (
            "accept",
            "coordinator",
            "Coordinator accepted this referral on 12 August 2026 at midday.",
        ),
        (
            "more_info",
            "coordinator",
            f"Coordinator asked for more information about this referral on {WHEN}.",
        ),
        (
            "r_age",
            None,
            f"The service decided on {WHEN} not to open a case: {WHY}.",
        ),
        ("taken_up", "coordinator", f"Coordinator took this referral up again on {WHEN}."),
        (
            "transfer",
            "coordinator",
            f"Coordinator offered this referral to another area on {WHEN}.",
        ),
        ("came_back", None, f"This referral came back from another area on {WHEN}."),
        ("passed_on", None, f"Another area took this referral on {WHEN}."),
        ("duplicate", "coordinator", f"Coordinator joined this referral to another on {WHEN}."),
        (
            "separated",
            "coordinator",
            f"Coordinator separated this referral from another on {WHEN}.",
        ),
    ],
)
def test_a_decision_is_told_in_a_sentence(world, decision, who, sentence):
    referral = ReferralFactory(
        area=world.kent, decision=decision, decided_at=NOON, decided_by=world.users.get(who)
    )

    assert queries.what_was_decided(referral) == sentence

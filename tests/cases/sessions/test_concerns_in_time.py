"""A concern that nobody answers is late, and seen by others than the one it was raised to."""

from datetime import timedelta

import pytest
from django.urls import reverse

from areas.grants import share
from cases.models import Concern
from cases.queries.concerns import late_by, to_be_answered, unanswered
from tests.moments import NOON

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def raised(work, *, to="colleague", ago=HOUR, **values):
    users = work.world.users
    return Concern.objects.create(
        area=work.case.area,
        participant=work.harmed,
        raised_to=users[to],
        what="He waits outside.",
        happened_at=NOON - ago,
        recorded_at=NOON - ago,
        **{"recorded_by": users["facilitator"], **values},
    )


def page(work, name, who):
    answer = work.world.client(who).get(reverse(f"cases:{name}", args=["kent"]))
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (DAY - HOUR, ""),
        (DAY, "less than an hour late"),
        (DAY + HOUR, "1 hour late"),
        (DAY + 2.5 * HOUR, "2 hours late"),
        (DAY + 47 * HOUR, "47 hours late"),
        (3 * DAY, "2 days late"),
    ],
)
def test_after_a_day_it_is_late_in_words(work, ago, said):
    concern = raised(work, ago=ago)

    assert late_by(concern, NOON) == said
    concern.answered_at = NOON
    assert late_by(concern, NOON) == ""


@pytest.mark.parametrize(
    ("who", "sees"),
    [("supervisor", 2), ("manager", 2), ("colleague", 1), ("coordinator", 0), ("facilitator", 0)],
)
def test_whoever_signs_off_risk_sees_all_that_wait_and_others_their_own(work, who, sees):
    raised(work)
    raised(work, to="deputy")
    raised(work, answered_at=NOON, answer="Call her.")

    assert to_be_answered(work.world.actor(who)).count() == sees


def test_that_of_a_colleague_who_is_away_stands_there_late_and_with_their_name(work):
    concern = raised(work, ago=DAY + 2 * HOUR)
    text = page(work, "concerns", "supervisor")

    assert work.url("concern", concern.pk) in text
    assert "(2 hours late)" in text
    assert work.world.users["colleague"].name in text
    assert "(2 hours late)" in page(work, "concerns", "facilitator")
    assert "(2 hours late)" in page(work, "my_day", "colleague")
    assert "You" in page(work, "concerns", "colleague")
    answer = work.world.client("supervisor").get(work.url("concern", concern.pk))
    assert "(2 hours late)" in answer.content.decode()


def test_that_of_a_restricted_case_is_seen_by_those_named_for_it_alone(work):
    raised(work)
    work.case.is_restricted = True
    work.case.save()
    manager = work.world.actor("manager")
    seen = [to_be_answered(manager).count(), unanswered(manager, NOON).number]
    share(work.case, with_user=work.world.users["manager"])

    assert seen == [0, 0]
    assert to_be_answered(manager).count() == 1


def test_the_caseload_counts_those_that_wait_and_those_that_are_late(work):
    assert "about somebody’s safety" not in page(work, "caseload", "manager")
    raised(work, ago=DAY)
    raised(work)
    text = page(work, "caseload", "manager")

    assert "2 concerns about somebody’s safety wait for an answer." in text
    assert "1 has waited for more than 24 hours." in text
    assert reverse("cases:concerns", args=["kent"]) in text
    assert "Tell a supervisor or a service manager" in page(work, "caseload", "coordinator")

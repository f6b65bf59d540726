from datetime import timedelta

import pytest
from django.urls import reverse

from cases.actions.participants import TooFewAttempts, update_participant
from cases.queries.attempts import attempts_of
from tests.cases.made import daniel_of, jessica_of
from tests.factories.cases import ContactEntryFactory
from tests.moments import NOON, TODAY


def tried(case, *channels, **told):
    for number, channel in enumerate(channels):
        ContactEntryFactory(
            participant=jessica_of(case),
            channel=channel,
            happened_at=NOON - timedelta(hours=9 - number),
            **{"outcome": "no_answer", **told},
        )


def stands(case, actor, one=jessica_of, **values):
    row = one(case)
    update_participant(row, version=row.version, by=actor, now=NOON, **values)
    return one(case)


@pytest.mark.parametrize(
    ("channels", "enough"),
    [
        ((), False),
        (("phone", "text"), False),
        (("phone", "phone", "phone"), False),
        (("phone", "phone", "text"), True),
        (("phone", "text", "email", "letter"), True),
    ],
)
def test_three_attempts_by_two_channels_are_enough(case, actor, channels, enough):
    tried(case, *channels)

    assert attempts_of(jessica_of(case), actor).are_enough is enough


def test_only_attempts_since_the_last_talk_count(case, actor):
    tried(case, "phone", "text", "email")
    tried(case, "visit", "visit", "visit", "visit", outcome="spoke")

    assert attempts_of(jessica_of(case), actor).count == 0


def test_nobody_is_unreachable_before(case, actor):
    with pytest.raises(TooFewAttempts):
        stands(case, actor, status="unreachable")
    tried(case, "phone", "text", "email")

    assert stands(case, actor, status="unreachable").status == "unreachable"


def test_it_is_offered_only_then(world, case):
    page = reverse("cases:participant", args=["kent", case.reference, jessica_of(case).pk])
    before = world.client("facilitator").get(page)
    tried(case, "phone", "text", "email")
    after = world.client("facilitator").get(page)

    offered = [
        "unreachable" in dict(one.context["form"].fields["status"].choices)
        for one in (before, after)
    ]
    assert offered == [False, True]
    assert "Attempts logged so far: 0" in before.content.decode()


def test_a_page_that_was_open_is_told_why_not(world, case):
    jessica = jessica_of(case)
    page = reverse("cases:participant", args=["kent", case.reference, jessica.pk])
    told = {
        "version": jessica.version,
        "status": "unreachable",
        "may_contact": "yes",
        "known_to_other_side": "unknown",
    }
    answer = world.client("facilitator").post(page, told)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"status": ["Select an option from the list"]}


def test_whoever_thinks_about_it_is_asked_again_in_four_weeks(case, actor):
    jessica = stands(case, actor, status="considering")

    assert jessica.recontact_on == TODAY + timedelta(weeks=4)


def test_another_day_that_was_agreed_holds(case, actor):
    day = TODAY + timedelta(days=3)

    assert stands(case, actor, status="considering", recontact_on=day).recontact_on == day


def test_the_reason_of_one_who_prefers_not_to_is_kept_as_a_code(case, actor):
    jessica = stands(case, actor, status="declined", reason="h_leave")
    daniel = stands(case, actor, one=daniel_of, status="declined")

    assert (jessica.reason, daniel.reason) == ("h_leave", "r_unknown")
    assert stands(case, actor, status="declined").reason == "h_leave"
    assert stands(case, actor, status="contacted").reason == ""

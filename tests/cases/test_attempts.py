from datetime import timedelta

import pytest
from django.urls import reverse

from cases.actions.participants import TooFewAttempts, took_part, update_participant
from cases.queries.attempts import attempts_of
from tests.cases.made import daniel_of, day, jessica_of, url
from tests.factories.cases import ContactEntryFactory
from tests.moments import NOON, TODAY

FORTNIGHT = timedelta(days=14)


def tried(case, *channels, over=FORTNIGHT, **told):
    """The first so long ago, the others in the last hours."""
    for number, channel in enumerate(channels):
        ago = timedelta(hours=9 - number) if number else over
        ContactEntryFactory(
            participant=jessica_of(case),
            channel=channel,
            happened_at=NOON - ago,
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


@pytest.mark.parametrize(
    ("channels", "over", "missing"),
    [
        (
            ("phone",),
            timedelta(hours=9),
            (
                "2 more attempts are missing. At least one must be by another way. "
                "The last must be on 26 August 2026 or later: ten working days after the first."
            ),
        ),
        (("phone", "text"), FORTNIGHT, "One more attempt is missing."),
        (("phone", "phone", "phone"), FORTNIGHT, "One more, by another way, is missing."),
        (
            ("phone", "phone", "text"),
            FORTNIGHT - timedelta(days=1),
            "The last must be on 13 August 2026 or later: ten working days after the first.",
        ),
        (("phone", "phone", "text"), FORTNIGHT, ""),
    ],
)
def test_what_is_missing_is_said_in_words(case, actor, channels, over, missing):
    tried(case, *channels, over=over)

    assert attempts_of(jessica_of(case), actor).missing == missing


def test_what_never_went_as_far_as_them_is_no_attempt(case, actor):
    tried(case, "visit", outcome="prison_cancelled")
    tried(case, "phone", outcome="unsafe_abort")
    tried(case, "text", mistaken_at=NOON)
    tried(case, "email", over=timedelta(hours=1))

    assert attempts_of(jessica_of(case), actor).count == 1


def test_only_attempts_since_the_last_talk_count(case, actor):
    tried(case, "phone", "text", "email")
    tried(case, "visit", "visit", "visit", "visit", outcome="spoke")

    assert attempts_of(jessica_of(case), actor).count == 0


def test_nobody_is_unreachable_before(case, actor):
    with pytest.raises(TooFewAttempts, match="3 more attempts are missing"):
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


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"status": "willing", "recontact_on": TODAY}, None),
        ({"status": "willing", "recontact_on": TODAY + timedelta(days=9)}, 9),
        ({"status": "declined", "reason": "h_notint", "recontact_on": TODAY}, None),
        ({"status": "declined", "reason": "h_too_soon", "recontact_on": TODAY}, 0),
    ],
)
def test_the_day_to_ask_goes_when_they_stand_elsewhere(case, actor, values, kept):
    case.participants.update(status="considering", recontact_on=TODAY)
    expected = None if kept is None else TODAY + timedelta(days=kept)

    assert stands(case, actor, **values).recontact_on == expected


@pytest.mark.parametrize(
    ("status", "day"), [("willing", None), ("considering", TODAY + timedelta(weeks=4))]
)
def test_one_for_whom_it_was_too_soon_comes_back(case, actor, status, day):
    case.participants.update(status="declined", reason="h_too_soon", recontact_on=TODAY)

    assert stands(case, actor, status=status, recontact_on=TODAY).recontact_on == day


def test_it_goes_when_they_have_taken_part(case):
    case.participants.update(status="considering", recontact_on=TODAY)
    took_part(jessica_of(case))

    assert jessica_of(case).recontact_on is None


@pytest.mark.parametrize(("reason", "refused"), [("h_notint", True), ("h_too_soon", False)])
def test_a_day_is_not_given_for_one_who_prefers_not_to_at_all(world, case, reason, refused):
    jessica = jessica_of(case)
    told = {
        "version": jessica.version,
        "status": "declined",
        "reason": reason,
        "may_contact": "yes",
        "known_to_other_side": "unknown",
        **day("recontact_on", TODAY + FORTNIGHT),
    }
    answer = world.client("facilitator").post(url("participant", case, jessica.pk), told)

    said = {"recontact_on": ["Leave the day empty, or say above that it is too soon for them"]}
    assert answer.status_code == (422 if refused else 302)
    assert not refused or answer.context["form"].errors == said
    assert jessica_of(case).recontact_on == (None if refused else TODAY + FORTNIGHT)


def test_the_reason_of_one_who_prefers_not_to_is_kept_as_a_code(case, actor):
    jessica = stands(case, actor, status="declined", reason="h_leave")
    daniel = stands(case, actor, one=daniel_of, status="declined")

    assert (jessica.reason, daniel.reason) == ("h_leave", "r_unknown")
    assert stands(case, actor, status="declined").reason == "h_leave"
    assert stands(case, actor, status="contacted").reason == ""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.models import ReferralDecision, Submission
from referrals.stages import Decision
from tests.referrals.triage.desk import (
    ASK,
    DECLINE,
    TOLD,
    decide,
    detail,
    errors,
    first_decides,
    text,
)


def test_declining_leads_back_to_the_queue_as_it_was_filtered(world, referral):
    query = "&queue=to_triage&flag=da&source=probation"

    answer = world.client("coordinator").post(decide(referral, query=query), DECLINE)

    inbox = reverse("referrals:inbox", args=["kent"])
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{inbox}?queue=to_triage&source=probation&flag=da",
    )
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("declined", "r_no_offender")
    kept = ReferralDecision.objects.get()
    assert (kept.note, kept.instead, kept.told, kept.again_on) == (
        "Nobody is known.",
        "victim_service",
        ["referrer", "harmed"],
        None,
    )


def test_asking_for_information_stops_the_clock(world, referral):
    answer = world.client("coordinator").post(decide(referral, "ask"), ASK)

    assert answer.status_code == 302
    referral.refresh_from_db()
    assert (referral.status, referral.paused_on, referral.paused_for) == (
        "waiting",
        date(2026, 8, 12),
        "referrer",
    )


def test_a_coordinator_writes_down_the_answer_and_goes_on_deciding(world, referral):
    first_decides(world, referral, Decision.MORE_INFO)
    client = world.client("coordinator")
    asked = text(client.get(decide(referral, "answer")))

    answer = client.post(
        decide(referral, "answer"), {"version": "2", "channel": "phone", "text": "His uncle."}
    )

    assert "First." in asked
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, detail(referral))
    kept = Submission.objects.get()
    assert (kept.answers, kept.channel, kept.agency) == (True, "phone", None)
    referral.refresh_from_db()
    assert referral.status == "to_triage"


def test_a_declined_referral_is_taken_up_again(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").post(
        decide(referral, "take-up"), {"version": "2", "note": "He was found."}
    )

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, detail(referral))
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("to_triage", "taken_up")


@pytest.mark.parametrize(
    ("way", "decision"),
    [("information", "info_only"), ("youth-justice", "to_yjs"), ("specialist", "to_specialist")],
)
def test_a_referral_is_passed_to_who_is_right_for_it(world, referral, way, decision):
    answers = {name: DECLINE[name] for name in ("version", "instead", "told", "note")}

    answer = world.client("coordinator").post(decide(referral, way), answers)

    assert answer.status_code == 302
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("declined", decision)


def test_live_proceedings_may_say_when_to_look_again(world, referral):
    answers = {
        **DECLINE,
        "reason": "r_live_proceedings",
        "again_on_day": "2",
        "again_on_month": "11",
        "again_on_year": "2026",
    }

    assert world.client("coordinator").post(decide(referral), answers).status_code == 302
    assert ReferralDecision.objects.get().again_on == date(2026, 11, 2)


@pytest.mark.parametrize("way", ["ask", "not-suitable", "information", "specialist"])
def test_the_page_of_a_way_says_of_whom_and_the_look_is_recorded(world, referral, way):
    answer = world.client("coordinator").get(decide(referral, way))

    assert "Robbery of a person" in text(answer)
    assert "Jessica L." in text(answer)
    assert list(Event.objects.values_list("verb", "subject_id", "detail")) == [
        ("referral.viewed", str(referral.pk), {"page": "decide"})
    ]


@pytest.mark.parametrize("way", ["", "accept", "nonsense", "\x00"])
def test_there_is_no_other_way(world, referral, way):
    client = world.client("coordinator")

    assert client.get(decide(referral, way)).status_code == 404
    assert client.post(decide(referral, way), DECLINE).status_code == 404


@pytest.mark.parametrize("way", ["answer", "take-up"])
def test_a_way_that_is_not_open_leads_back_to_the_referral(world, referral, way):
    answer = world.client("coordinator").get(decide(referral, way))

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, detail(referral))


TOO_SOON = {"again_on_day": "12", "again_on_month": "8", "again_on_year": "2026"}
NEXT_MONTH = {"again_on_day": "12", "again_on_month": "9", "again_on_year": "2026"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"reason": ""}, {"reason": ["Select why it is not suitable"]}),
        ({"reason": "accept"}, {"reason": ["Select an option from the list"]}),
        ({"reason": "transfer"}, {"reason": ["Select an option from the list"]}),
        ({"note": " "}, {"note": ["Enter why, in a sentence"]}),
        ({"note": "x" * 2001}, {"note": ["Why must be 2000 characters or fewer"]}),
        ({"instead": ""}, {"instead": ["Select what was offered instead"]}),
        ({"told": []}, {"told": ["Select who is told, or nobody"]}),
        (
            {"told": ["nobody", "harmed"]},
            {"told": ["Select who is told, or nobody, but not both"]},
        ),
        (
            {"reason": "r_live_proceedings", **TOO_SOON},
            {"again_on": ["Day to look at it again must be 13 August 2026 or later"]},
        ),
        (
            NEXT_MONTH,
            {"again_on": ["Only a referral with live proceedings has a day to look again"]},
        ),
        (
            {"version": "x"},
            {"version": ["This page was out of date. Check your answers and send them again."]},
        ),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question_and_kept(world, referral, changes, wrong):
    answer = world.client("coordinator").post(decide(referral), {**DECLINE, **changes})

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert ReferralDecision.objects.count() == 0
    assert answer.context["form"]["note"].value() == {**DECLINE, **changes}["note"]


@pytest.mark.parametrize(
    ("way", "needed"),
    [
        ("not-suitable", ["instead", "note", "reason", "told", "version"]),
        ("information", ["instead", "note", "told", "version"]),
        ("ask", ["note", "paused_for", "version"]),
    ],
)
def test_an_empty_form_is_answered_too(world, referral, way, needed):
    answer = world.client("coordinator").post(decide(referral, way), {})

    assert (answer.status_code, sorted(errors(answer))) == (422, needed)


def test_the_second_to_decide_learns_who_was_first_and_keeps_what_they_wrote(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").post(decide(referral), DECLINE)

    assert answer.status_code == 409
    shown = text(answer)
    kept = (
        TOLD,
        "Nobody responsible has been identified",
        "A victim service",
        "The referrer, The person harmed",
        "Nobody is known.",
        detail(referral),
    )
    assert [words for words in kept if words not in shown] == []
    assert ReferralDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("way", "answers"),
    [
        ("ask", ASK),
        ("information", {**DECLINE, "note": "Who was it?"}),
        ("specialist", {"note": "Who was it?"}),
        ("answer", {"version": "2", "channel": "phone", "text": "Who was it?"}),
    ],
)
def test_whatever_the_second_wanted_is_kept_even_unfinished(world, referral, way, answers):
    first_decides(world, referral)

    answer = world.client("coordinator").post(decide(referral, way), answers)

    assert answer.status_code == 409
    assert TOLD in text(answer)
    assert "Who was it?" in text(answer)


def test_a_stale_page_is_told_what_happened_in_between(world, referral):
    first_decides(world, referral, Decision.MORE_INFO)

    answer = world.client("coordinator").post(decide(referral), DECLINE)

    assert answer.status_code == 409
    assert "Manager asked for more information about this referral" in text(answer)
    assert "Nobody is known." in text(answer)


def test_a_second_press_of_the_button_decides_once(world, referral):
    client, answers = world.client("coordinator"), {**DECLINE, "form_key": str(uuid.uuid4())}

    first, second = client.post(decide(referral), answers), client.post(decide(referral), answers)

    assert (first.status_code, second.status_code) == (302, 302)
    assert ReferralDecision.objects.count() == 1

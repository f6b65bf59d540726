import json
from datetime import date

import pytest
from django.urls import reverse

from areas.roles import Role
from audit.models import Event
from cases.models import Case, CaseReferral
from referrals.models import Referral, ReferralDecision, Submission
from referrals.stages import Decision, Pause, Status
from tests.factories.areas import AgencyFactory
from tests.factories.cases import CaseReferralFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON, TODAY

QUESTION = "Is he still at the same prison?"


def waiting(world, paused_for=Pause.REFERRER, **fields):
    """A referral of the referrer's agency about which the service asked something."""
    decided = {
        "status": Status.WAITING,
        "decision": Decision.MORE_INFO,
        "decided_at": NOON,
        "paused_for": paused_for,
        "paused_on": date(2026, 8, 11),
    }
    referral = FullReferralFactory(area=world.kent, agency=world.probation, **decided, **fields)
    SubmissionFactory(
        referral=referral, agency=world.probation, recorded_by=world.users["referrer"]
    )
    ReferralDecision.objects.create(
        area=world.kent,
        referral=referral,
        source=Status.TO_TRIAGE,
        target=Status.WAITING,
        decision=Decision.MORE_INFO,
        paused_for=paused_for,
        happened_at=NOON,
        note=QUESTION,
        recorded_at=NOON,
        recorded_by=world.users["coordinator"],
    )
    return referral


def url(name, referral):
    return reverse(f"referrals:{name}", args=["kent", referral.reference])


def test_what_the_service_asks_stands_on_the_page_with_the_way_to_answer(world):
    referral, client = waiting(world), world.client("referrer")
    page = client.get(url("own_detail", referral))

    assert (page.context["word"], page.context["asked"]) == ("More information wanted", QUESTION)
    assert url("answer", referral).encode() in page.content
    assert QUESTION.encode() in client.get(url("answer", referral)).content


def test_the_answer_goes_back_to_be_decided(world):
    referral, client = waiting(world), world.client("referrer")
    answer = client.post(url("answer", referral), {"text": "Yes, until March."})

    referral.refresh_from_db()
    assert (answer["Location"], referral.status) == (url("own_detail", referral), "to_triage")
    sent = Submission.objects.get(answers=True)
    assert (json.loads(sent.as_sent)[0][1], sent.agency) == ("Yes, until March.", world.probation)
    page = client.get(url("own_detail", referral))
    assert (page.context["word"], page.context["asked"]) == ("Received", "")
    assert b"Yes, until March." in page.content
    assert Event.objects.filter(verb="referral.decided").count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Enter your answer"), ("x" * 5001, "5000 characters or fewer")]
)
def test_an_answer_that_is_none_is_asked_for_again(world, text, sentence):
    referral = waiting(world)
    answer = world.client("referrer").post(url("answer", referral), {"text": text})

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["text"][0]


@pytest.mark.parametrize("paused_for", [Pause.PERSON, Pause.AGENCY, Pause.AGREEMENT])
def test_what_the_service_asked_of_somebody_else_is_not_shown(world, paused_for):
    referral, client = waiting(world, paused_for), world.client("referrer")
    page = client.get(url("own_detail", referral))

    assert (page.context["word"], page.context["asked"]) == ("Received", "")
    assert QUESTION.encode() not in page.content
    assert client.get(url("answer", referral))["Location"] == url("own_detail", referral)


def test_an_answer_that_comes_too_late_is_told_and_kept_on_the_page(world):
    referral = waiting(world)
    Referral.objects.filter(pk=referral.pk).update(
        status=Status.DECLINED, decision=Decision.UNSAFE, paused_for="", paused_on=None
    )
    answer = world.client("referrer").post(url("answer", referral), {"text": "Yes."})

    assert (answer.status_code, Submission.objects.filter(answers=True).count()) == (409, 0)
    assert b"does not wait for an answer any more" in answer.content
    assert b"Yes." in answer.content
    assert b"Unsafe" not in answer.content


def test_the_words_follow_the_case_until_it_is_closed(world):
    referral = waiting(world)
    fields = {"status": Status.ACCEPTED, "decision": Decision.ACCEPT}
    Referral.objects.filter(pk=referral.pk).update(paused_for="", paused_on=None, **fields)
    CaseReferralFactory(referral=referral, case__area=world.kent, area=world.kent)
    client = world.client("referrer")
    words = [client.get(url("own_detail", referral)).context["word"]]
    Case.objects.update(stage="closed", closed_on=TODAY)
    words.append(client.get(url("own_detail", referral)).context["word"])

    assert (words, CaseReferral.objects.count()) == (["Accepted", "Closed"], 1)


def test_what_was_joined_to_another_has_the_word_of_the_other(world):
    referral = waiting(world)
    other = FullReferralFactory(
        area=world.kent, status=Status.DECLINED, decision=Decision.UNSAFE, decided_at=NOON
    )
    Referral.objects.filter(pk=referral.pk).update(
        status=Status.MERGED, merged_into=other, paused_for="", paused_on=None
    )
    page = world.client("referrer").get(url("own_detail", referral))

    assert page.context["word"] == "Not suitable"
    assert other.reference.encode() not in page.content


def test_the_referral_of_another_agency_is_not_there_to_be_answered(world):
    referral = waiting(world)
    world.join("other", Role.REFERRER, agency=AgencyFactory(area=world.kent))
    client = world.client("other")

    assert client.get(url("answer", referral)).status_code == 404
    assert client.post(url("answer", referral), {"text": "Yes."}).status_code == 404


def test_a_guest_sees_what_they_sent_and_not_what_a_colleague_did(world):
    theirs = waiting(world)
    guest = world.join("guest", Role.GUEST, agency=world.probation)
    mine = FullReferralFactory(area=world.kent, agency=world.probation, recorded_by=guest)
    SubmissionFactory(referral=mine, agency=world.probation, recorded_by=guest)
    client = world.client("guest")
    page = client.get(reverse("referrals:own", args=["kent"]))

    assert [row.referral for row, _word in page.context["rows"]] == [mine]
    assert b"Referrals that you sent" in page.content
    assert client.get(url("own_detail", theirs)).status_code == 404
    assert client.get(url("answer", theirs)).status_code == 404


def test_drafts_that_were_not_sent_are_named_on_the_list(world):
    client = world.client("referrer")
    client.post(reverse("referrals:drafts", args=["kent"]))

    page = client.get(reverse("referrals:own", args=["kent"]))
    assert b"1 draft referral that you have not sent" in page.content


def test_nothing_of_another_area_is_found_by_any_word(world):
    foreign = FullReferralFactory(
        area=world.avon, reference="AVN-R26-00001", incident__police_reference="46/1234/26"
    )
    SubmissionFactory(referral=foreign)
    client = world.client("referrer")
    shown = [
        client.get(reverse("referrals:own", args=["kent"]), {"page": "2", "q": "AVN"}).content,
        client.get(url("own_detail", foreign)).content,
        client.post(url("answer", foreign), {"text": foreign.reference}).content,
    ]

    assert [b"AVN-R26-00001" in text for text in shown] == [False, False, False]
    assert client.get(reverse("referrals:own", args=["avon"])).status_code == 404


@pytest.mark.parametrize("paused_for", [Pause.PERSON, Pause.AGENCY, Pause.AGREEMENT])
def test_a_referrer_who_was_not_asked_does_not_start_the_clock(world, paused_for):
    referral = waiting(world, paused_for)
    answer = world.client("referrer").post(url("answer", referral), {"text": "Hurry up."})

    referral.refresh_from_db()
    assert (answer.status_code, referral.status, referral.paused_for) == (
        409,
        Status.WAITING,
        paused_for,
    )
    assert not Submission.objects.filter(answers=True).exists()

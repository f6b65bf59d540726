from datetime import timedelta

import pytest
from django.core import mail

from areas.models import AgencyDomain, SignInLink
from audit.models import Event
from outbox.models import Entry
from referrals.actions import answer_referral, decide_referral
from referrals.stages import Decision
from tests.factories.areas import AgencyDomainFactory
from tests.moments import NOON
from tests.referrals.sent import guest, send, work_off
from tests.referrals.triage.desk import decide, text

NEEDS = (
    "Restorative Kent needs to know more before it can decide about your referral KNT-R26-00001."
)
ALONE = {"source": "self_harmed", "initiator": "harmed", "channel": "web", "referrer": None}
TELL = {"channel": "phone", "who": "coordinator"}


def by_link(world):
    """Somebody of a partner, who has no password."""
    user = guest(world)
    user.set_unusable_password()
    user.save()
    AgencyDomainFactory(area=world.kent, agency=world.probation, domain="service.invalid")


def asked(world, *, paused_for="", answered=False, **changes):
    """The service asked, and the worker dealt with it: the messages that left."""
    return asked_of(world, send(world, **changes), paused_for=paused_for, answered=answered)


def asked_of(world, referral, *, paused_for="", answered=False):
    work_off(world)
    mail.outbox.clear()
    by = world.actor("coordinator")
    row = decide_referral(
        referral,
        decision=Decision.MORE_INFO,
        note="Is Jessica safe?",
        by=by,
        now=NOON,
        paused_for=paused_for,
    )
    if answered:
        answer_referral(row, text="She is.", by=by, now=NOON)
    work_off(world)
    return mail.outbox


def test_an_officer_learns_that_we_ask_and_where_and_not_what(world, settings):
    settings.BASE_URL = "https://rj.example.org"
    (message,) = asked(world)

    assert (message.to, message.subject) == (
        ["referrer@service.invalid"],
        "A question about referral KNT-R26-00001",
    )
    assert message.body.split("\n") == [
        NEEDS,
        "",
        "Here you can read the question and answer it:",
        "https://rj.example.org/areas/kent/referrals/own/KNT-R26-00001/",
        "",
        "Please do not answer this message: nobody reads what is sent to it.",
        "",
    ]
    entry = Entry.objects.get(kind="referrals.asked")
    assert message.message()["Message-ID"] == f"<{entry.pk}@rjcase.invalid>"
    assert Event.objects.get(verb="referral.asked").detail == {"channel": "email"}


def test_a_guest_gets_a_fresh_link(world):
    by_link(world)
    (message,) = asked(world, who="guest")

    link = SignInLink.objects.get()
    assert (message.to, link.used_at) == (["guest@service.invalid"], None)
    assert "/kent/" in message.body
    assert "look under “My referrals”" in message.body


def test_who_has_no_page_is_asked_to_ring(world):
    (message,) = asked(world, **TELL)

    assert (message.to, "http" in message.body) == (["olu@team.invalid"], False)
    assert "Please ring the service, or write to it, and name this reference." in message.body


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(ALONE, id="somebody at home"),
        pytest.param({**TELL, "source": "other"}, id="perhaps not at work"),
        pytest.param({**TELL, "channel": "list"}, id="from a list"),
    ],
)
def test_nothing_is_sent_where_it_may_be_read_by_others(world, changes):
    assert asked(world, **changes) == []
    assert Event.objects.get(verb="referral.asked").detail == {"channel": "none"}


@pytest.mark.parametrize("how", [{"paused_for": "agency"}, {"answered": True}])
def test_nobody_is_told_where_we_wait_for_somebody_else_or_have_the_answer(world, how):
    assert asked(world, **how) == []
    assert not Event.objects.filter(verb="referral.asked").exists()


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({}, "They read what you write below, and can answer it here. An email"),
        (TELL, "They have no page here: ring or write to them. An email with the reference"),
        (ALONE, "They have no page here and are sent nothing: ring or write to them."),
    ],
)
def test_the_page_promises_only_what_will_be(world, changes, hint):
    referral = send(world, **changes)

    assert hint in text(world.client("coordinator").get(decide(referral, "ask")))


def test_a_guest_of_a_partner_that_was_removed_gets_no_link(world):
    by_link(world)
    referral = send(world, who="guest")
    AgencyDomain.objects.all().delete()

    (message,) = asked_of(world, referral)

    assert (message.to, SignInLink.objects.count()) == (["guest@service.invalid"], 0)
    assert "Please ring the service" in message.body


def test_a_guest_who_signs_in_by_a_password_is_led_to_their_page(world):
    user = guest(world)
    referral = send(world, who="guest")
    user.set_password("correct horse battery staple")
    user.save()

    (message,) = asked_of(world, referral)

    assert SignInLink.objects.count() == 0
    assert "/areas/kent/referrals/own/KNT-R26-00001/" in message.body


def test_two_questions_that_wait_for_the_mail_are_one_message(world):
    referral = send(world)
    work_off(world)
    mail.outbox.clear()
    by = world.actor("coordinator")
    for minutes in (0, 1):
        now = NOON + timedelta(minutes=minutes)
        referral = decide_referral(
            referral, decision=Decision.MORE_INFO, note="Is she safe?", by=by, now=now
        )
        if not minutes:
            referral = answer_referral(referral, text="She is.", by=by, now=now)
    work_off(world, NOON + timedelta(minutes=2))

    assert len(mail.outbox) == 1

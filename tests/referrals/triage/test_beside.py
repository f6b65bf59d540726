import re

import pytest

from referrals.models import Referral
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.referrals.triage.desk import detail, text


def test_how_whoever_referred_themselves_is_reached_is_not_on_the_page(world):
    referral = FullReferralFactory(
        area=world.kent,
        source="self_harmed",
        referrer_email="jess@home.invalid",
        referrer_telephone="07700 900123",
    )

    shown = text(world.client("coordinator").get(detail(referral)))

    assert [words for words in ("jess@home.invalid", "07700") if words in shown] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("cy", ["Welsh"]), ("other", ["Another language"]), ("pl", ["pl"]), ("en", [])],
)
def test_the_language_that_somebody_prefers_is_said_where_it_is_not_english(world, language, words):
    referral = FullReferralFactory(area=world.kent, harmed__person__language=language)

    shown = text(world.client("coordinator").get(detail(referral)))
    assert re.findall(r"Prefers to speak: ([\w ]+)<", shown) == words


def test_what_was_not_kept_is_not_offered_to_be_read(world, referral):
    SubmissionFactory(referral=referral)

    shown = text(world.client("coordinator").get(detail(referral)))

    assert ("A referral</strong>" in shown, "Read what was sent" in shown) == (True, False)


def test_every_step_from_the_page_keeps_the_filter(world, referral):
    SubmissionFactory(referral=referral, as_sent='[["What happened?", "A window."]]')
    Referral.objects.update(not_acknowledged="no_address")
    query = "queue=to_triage&flag=da"

    shown = text(world.client("coordinator").get(f"{detail(referral)}?{query}"))

    steps = set(re.findall(rf'(?:href|action)="[^"]*/{referral.reference}/([a-z-]*)[^"]*"', shown))
    kept = re.findall(
        rf'(?:href|action)="[^"]*/{referral.reference}/([a-z-]*)[^"]*queue=to_triage&amp;flag=da"',
        shown,
    )
    assert steps - {""} == set(kept)
    assert steps >= {
        "accept",
        "acknowledged",
        "connections",
        "correct",
        "decide",
        "people",
        "same",
        "sent",
        "transfer",
    }


@pytest.mark.parametrize(
    ("told", "is_shown"),
    [
        ({"source": "pol_officer", "channel": "phone"}, True),
        ({"source": "other", "channel": "phone"}, False),
        ({"source": "rj_service", "channel": "transfer"}, False),
    ],
)
def test_of_whom_nobody_knows_whether_they_wrote_at_work_it_is_not_shown(world, told, is_shown):
    referral = FullReferralFactory(
        area=world.kent, agency=None, referrer_email="jo@home.invalid", **told
    )

    shown = text(world.client("coordinator").get(detail(referral)))

    assert ("jo@home.invalid" in shown) is is_shown

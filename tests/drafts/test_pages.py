"""One form of a case stands for all that are `drafted`."""

import pytest
from django.urls import reverse

from drafts.models import Draft
from drafts.pages import subject_of
from referrals.actions import decide_referral
from referrals.stages import Decision
from tests.cases.made import day, jessica_of, two_sided_case, url
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON, TODAY

KEEP, DROP = {"keep_draft": "yes"}, {"drop_draft": "yes"}


@pytest.fixture
def case(world):
    return two_sided_case(world)


@pytest.fixture
def path(case):
    return url("needs_add", case, jessica_of(case).pk)


@pytest.fixture
def client(world):
    return world.client("facilitator")


def half(**more):
    return {"moment": "start", "health": "2", "version": "", **more}


def whole(**more):
    return {**half(), "by_whom": "person", **day("happened_on", TODAY), "social": "na", **more}


def test_half_a_form_is_kept_and_offered_again(client, path):
    kept = client.post(path, half(**KEEP), follow=True)

    assert kept.redirect_chain == [(path, 302)]
    text = kept.content.decode()
    assert "Your answers are kept." in text
    assert "You have a draft from 12 August 2026 at midday." in text
    assert kept.context["form"]["health"].value() is None


def test_an_opened_draft_shows_its_answers_and_judges_none(client, path):
    client.post(path, half(**KEEP))

    opened = client.get(path, {"draft": "open"})

    assert (opened.status_code, opened.context["form"].errors) == (200, {})
    assert opened.context["form"]["health"].value() == "2"
    assert "You have a draft" not in opened.content.decode()
    assert Draft.objects.count() == 1


def test_a_draft_that_was_opened_goes_when_the_form_is_sent(client, path):
    client.post(path, half(**KEEP))

    refused = client.post(f"{path}?draft=open", half())
    assert (refused.status_code, Draft.objects.count()) == (422, 1)
    sent = client.post(f"{path}?draft=open", whole())

    assert (sent.status_code, Draft.objects.count()) == (302, 0)


def test_a_draft_that_was_left_closed_stays_when_another_form_is_sent(client, path):
    client.post(path, half(**KEEP))

    assert client.post(path, whole()).status_code == 302
    assert Draft.objects.count() == 1


def test_an_opened_draft_is_kept_anew(client, path):
    client.post(path, half(**KEEP))
    client.post(f"{path}?draft=open", half(health="4", **KEEP))

    opened = client.get(path, {"draft": "open"})

    assert opened.context["form"]["health"].value() == "4"


def test_one_draft_is_not_written_over_by_another(client, path):
    client.post(path, half(**KEEP))

    second = client.post(path, half(health="5", **KEEP))

    assert second.status_code == 422
    assert "You have another draft." in second.content.decode()
    assert 'value="5" selected' in second.content.decode()
    assert client.get(path, {"draft": "open"}).context["form"]["health"].value() == "2"


def test_more_than_a_draft_holds_is_said_and_stays_on_the_page(client, path):
    answer = client.post(path, half(moment="x" * 500_000, **KEEP))

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert "This is more than a draft can hold." in answer.content.decode()


def test_a_draft_is_discarded(client, path):
    client.post(path, half(**KEEP))

    gone = client.post(path, DROP)

    assert (gone.status_code, gone["Location"], Draft.objects.count()) == (302, path, 0)
    assert client.post(path, DROP).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("supervisor", 403)])
def test_nothing_is_kept_for_whom_the_page_would_not_open(world, path, who, status):
    assert world.client(who).post(path, half(**KEEP)).status_code == status
    assert Draft.objects.count() == 0


def test_nothing_is_kept_about_what_one_may_not_see(world, case, client):
    other = ParticipantFactory(case=CaseFactory(area=world.kent))

    for path in (url("needs_add", case, other.pk), url("needs_add", other.case, other.pk)):
        assert client.post(path, half(**KEEP)).status_code == 404
    assert Draft.objects.count() == 0


def test_the_draft_of_one_is_nothing_to_another(world, client, path):
    client.post(path, half(**KEEP))

    text = world.client("colleague").get(path, {"draft": "open"})

    assert text.context["form"]["health"].value() is None


def test_each_person_has_a_draft_of_their_own(world, case, client, path):
    client.post(path, half(**KEEP))
    other = case.participants.get(side="responsible")

    assert "You have a draft" not in client.get(url("needs_add", case, other.pk)).content.decode()


def test_a_long_address_is_a_short_subject():
    assert subject_of("KNT-26-00001", 3) == "KNT-26-00001/3"
    assert len(subject_of("x" * 36, "y" * 36)) == 64


def test_a_page_of_several_forms_keeps_a_draft_of_each_and_leads_back_to_it(world):
    referral = FullReferralFactory(area=world.kent)
    client, there = world.client("coordinator"), {"as": "not-suitable"}
    path = reverse("referrals:decide", args=["kent", referral.reference])
    query = "?as=not-suitable"

    kept = client.post(f"{path}{query}", {"note": "Half a", **KEEP})
    assert kept["Location"] == f"{path}{query}"
    offered = client.get(path, there).content.decode()
    assert f'href="{path}?as=not-suitable&amp;draft=open"' in offered
    assert "You have a draft" not in client.get(path, {"as": "ask"}).content.decode()
    opened = client.get(path, {**there, "draft": "open"})
    assert opened.context["form"]["note"].value() == "Half a"


def test_a_page_that_leads_elsewhere_when_it_is_read_leaves_the_draft(world):
    referral = FullReferralFactory(area=world.kent)
    client = world.client("coordinator")
    path = reverse("referrals:decide", args=["kent", referral.reference])
    client.post(f"{path}?as=not-suitable", {"note": "Half a", **KEEP})
    decide_referral(
        referral,
        decision=Decision.NO_OFFENDER,
        note="Nobody is known.",
        by=world.actor("coordinator"),
        now=NOON,
    )

    gone = client.get(f"{path}?as=not-suitable&draft=open")
    kept = client.post(f"{path}?as=not-suitable", {"note": "Another half", **KEEP})

    assert (gone.status_code, kept.status_code, Draft.objects.count()) == (302, 302, 1)

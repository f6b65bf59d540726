from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.referrals.sent import send, with_document


def place(referral, document):
    key = getattr(document, "pk", document)
    return reverse("referrals:document", args=["kent", referral.reference, key])


def detail(referral):
    return reverse("referrals:detail", args=["kent", referral.reference])


@pytest.fixture
def referral(world):
    return send(world)


def test_the_triage_page_lists_kind_day_size_and_state_and_no_name(world, referral):
    document = with_document(world, referral)
    waiting = with_document(world, referral, scanned=False)

    page = world.client("coordinator").get(detail(referral)).content.decode()

    assert "Download the PDF of 12 August 2026 at midday" in page
    assert "Checked for viruses" in page
    assert "This installation has no virus scanner" in page
    assert place(referral, document) in page
    assert place(referral, waiting) not in page
    assert "statement" not in page


def test_a_referral_without_documents_has_no_list_of_them(world, referral):
    page = world.client("coordinator").get(detail(referral)).content.decode()

    assert "Documents" not in page


def test_a_clean_document_is_downloaded_and_that_is_written_down(world, referral):
    document = with_document(world, referral)
    answer = world.client("coordinator").get(place(referral, document))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="statement.pdf"'
    event = Event.objects.get(verb="document.downloaded")
    assert (event.subject_id, event.actor_id) == (str(document.pk), world.users["coordinator"].pk)


def test_one_that_waits_for_its_scan_is_a_page_that_says_so(world, referral):
    document = with_document(world, referral, scanned=False)
    answer = world.client("coordinator").get(place(referral, document))

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"This installation has no virus scanner" in answer.content


def test_only_those_who_view_referrals_reach_it(world, referral):
    document = with_document(world, referral)
    answers = {
        who: world.client(who).get(place(referral, document)).status_code
        for who in ("supervisor", "manager", "referrer", "facilitator", "neighbour", "stranger")
    }

    assert answers == {
        "supervisor": 200,
        "manager": 200,
        "referrer": 403,
        "facilitator": 403,
        "neighbour": 404,
        "stranger": 404,
    }


def test_a_document_of_another_referral_is_not_reached_through_this_one(world, referral):
    other = send(world)
    document = with_document(world, other)
    client = world.client("coordinator")

    assert client.get(place(referral, document)).status_code == 404
    assert client.get(place(referral, uuid4())).status_code == 404


def test_what_grew_into_a_restricted_case_is_closed_with_its_documents(world, referral):
    document = with_document(world, referral)
    case = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=case, referral=referral)

    assert world.client("coordinator").get(place(referral, document)).status_code == 404

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from areas.actor import Actor
from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_documents import replace_document
from cases.actions.case_work import WorkRefused
from cases.models import CaseDocument, TimelineEntry
from documents.actions import mark_scanned
from documents.models import Document
from documents.sweeping import orphans
from tests.cases.work.conftest import day_of
from tests.documents.files import pdf, taken_in
from tests.factories.record import CaseDocumentFactory
from tests.moments import NOON, TODAY

from .conftest import added, agrees, no_longer_a_member, take_off


def replace(kept, work, who="facilitator", **told):
    document = taken_in(work.world, who=who)
    document = mark_scanned(document, is_clean=True, by=work.by, now=NOON)
    told = {"happened_on": TODAY, "audience": "team", "seen": 1, **told}
    return replace_document(kept, document=document, by=work.world.actor(who), now=NOON, **told)


def page(work, who="facilitator", name="record"):
    return work.world.client(who).get(work.url(name)).content.decode()


def opens(work, kept, who="facilitator"):
    return work.world.client(who).get(work.url("document", kept.pk)).status_code


def upload(content=None, name="Jessica Moore consent.pdf"):
    return SimpleUploadedFile(name, content or pdf())


def answers(**given):
    return {
        "document": upload(),
        "type": "consent",
        "about": "case",
        **day_of("happened_on", TODAY),
        "audience": "team",
        **given,
    }


def test_a_document_is_added_told_and_audited(work):
    kept = added(work, about=work.harmed, happened_on=TODAY - timedelta(days=900))

    assert (kept.number, kept.side, kept.original_id) == (1, "harmed", kept.pk)
    told = TimelineEntry.objects.get(kind="document.added")
    assert (told.subject_id, told.participant, told.codes) == (
        kept.pk,
        work.harmed,
        {"audience": "team", "type": "consent"},
    )
    event = Event.objects.get(verb="document.added")
    assert event.detail == {"case": work.case.reference, "audience": "team", "type": "consent"}


def test_nothing_is_added_of_a_day_to_come_or_to_a_closed_case(work):
    kept = added(work)
    with pytest.raises(ImpossibleDay):
        added(work, happened_on=TODAY + timedelta(days=1))
    with pytest.raises(ImpossibleDay):
        replace(kept, work, happened_on=TODAY + timedelta(days=1))
    with pytest.raises(WorkRefused, match="has not agreed"):
        added(work, about=work.harmed, audience="agency", agency=work.world.probation)
    work.close()
    with pytest.raises(CaseClosed):
        added(work)

    assert CaseDocument.objects.count() == 1


def test_a_newer_version_stands_in_the_place_of_the_former(work):
    agrees(work, work.harmed)
    shared = {"audience": "agency", "agency": work.world.probation}
    kept = added(work, about=work.harmed, **shared)
    newer = replace(kept, work, audience="agency")

    assert (newer.number, newer.replaces, newer.type, newer.agency) == (
        2,
        kept,
        "consent",
        work.world.probation,
    )
    with pytest.raises(Stale) as told:
        replace(kept, work)
    assert str(told.value) == "Facilitator added version 2 on 12 August 2026 at midday."
    ours = replace(newer, work, seen=2, audience="team")
    with pytest.raises(WorkRefused, match="cannot be seen by more people"):
        replace(ours, work, seen=3, audience="agency")
    assert (ours.number, ours.agency) == (3, None)


def test_a_sensitive_document_is_opened_by_managers_supervisors_and_its_writer(work):
    kept = added(work, "manager", about=work.harmed, audience="managers")
    own = added(work, "colleague", audience="managers")

    assert {who: opens(work, kept, who) for who in ("manager", "supervisor", "facilitator")} == {
        "manager": 200,
        "supervisor": 200,
        "facilitator": 404,
    }
    assert (opens(work, own, "colleague"), opens(work, own, "facilitator")) == (200, 404)
    text = page(work, "facilitator")
    assert "Sensitive document by Manager, 12 August 2026" in text
    assert "Signed consent, Jessica M." not in text
    assert str(kept.pk) not in text
    assert "Signed consent, Jessica M." in page(work, "supervisor")
    assert "Signed consent" not in page(work, "facilitator", "history")


def test_a_newer_version_for_managers_closes_the_former_ones_too(work):
    kept = added(work)
    newer = replace(kept, work, who="manager", audience="managers")

    assert (opens(work, kept), opens(work, newer)) == (404, 404)
    assert (opens(work, kept, "manager"), opens(work, newer, "manager")) == (200, 200)
    with pytest.raises(WorkRefused, match="now for managers and supervisors only"):
        replace(kept, work)
    assert work.client.get(work.url("document_replace", kept.pk)).status_code == 404


def test_a_sensitive_document_is_no_orphan(work):
    kept = added(work, "manager", audience="managers")

    assert kept.document not in orphans(Actor.system(work.world.kent))


def test_a_clean_document_is_downloaded_and_that_is_written_down(work):
    kept = added(work, content=pdf())
    assert "Download (PDF" in page(work)
    answer = work.client.get(work.url("document", kept.pk))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")
    event = Event.objects.get(verb="document.downloaded")
    assert (event.subject_id, event.actor_id) == (
        str(kept.document_id),
        work.world.users["facilitator"].pk,
    )


@pytest.mark.parametrize("is_clean", [None, False])
def test_one_that_waits_for_its_scan_or_was_infected_is_a_page_that_says_so(work, is_clean):
    kept = added(work, scanned=False)
    if is_clean is False:
        mark_scanned(kept.document, is_clean=False, by=work.by, now=NOON)
    answer = work.client.get(work.url("document", kept.pk))

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"This document cannot be opened" in answer.content
    assert Event.objects.filter(verb="document.viewed").count() == 1
    assert not Event.objects.filter(verb="document.downloaded").exists()


def test_the_bytes_are_reached_through_their_own_case_alone(work):
    kept = added(work)
    other = CaseDocumentFactory(case=work.foreign.case)

    for key in (other.pk, uuid4(), kept.document_id, other.document_id):
        assert work.client.get(work.url("document", key)).status_code == 404
    assert work.client.get(work.url("document_replace", other.pk)).status_code == 404
    assert work.client.get(work.url("document_about", work.foreign.pk)).status_code == 404


def test_whoever_was_taken_off_gets_not_one_byte_at_the_next_request(work):
    kept = added(work, content=pdf())
    newer = replace(kept, work)
    client = work.client
    before = [client.get(work.url("document", one.pk)).status_code for one in (kept, newer)]
    take_off(work)
    after = [client.get(work.url("document", one.pk)).status_code for one in (kept, newer)]
    posted = client.post(work.url("document_add"), answers())

    assert (before, after, posted.status_code) == ([200, 200], [404, 404], 404)
    assert Document.objects.count() == 2


def test_who_left_the_service_gets_not_one_byte_either(work):
    kept = added(work, "colleague")
    no_longer_a_member(work, "colleague")

    assert opens(work, kept, "colleague") == 404

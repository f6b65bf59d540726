from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from areas.roles import Role
from areas.tenancy import in_area
from audit.models import Event
from documents.models import Document
from drafts.models import Draft
from people.models import Person
from referrals.models import Incident, Referral, ReferralDocument, Submission
from rjcase import clock
from tests.factories.areas import AgencyFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON
from tests.referrals.professional.writing import INCIDENT, YOU, Writer

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def test_what_was_written_is_sent_once_and_the_draft_is_gone(world):
    writer = Writer(world).whole()
    answer = writer.send()

    referral = Referral.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        writer.url("own_detail", referral.reference),
    )
    assert (referral.agency, referral.channel, referral.source, referral.initiator) == (
        world.probation,
        "web",
        "prob_com",
        "harmed",
    )
    assert (referral.referrer_name, referral.referrer_email, referral.referrer_telephone) == (
        "Olu Adeyemi",
        "olu@probation.example",
        "01632 960 001",
    )
    assert (referral.agreed_to_referral, str(referral.agreed_on), referral.other_side_knows) == (
        "yes",
        "2026-08-10",
        "no",
    )
    assert Draft.objects.count() == 0
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"referral.submitted", "draft.dropped"}


def test_every_fact_that_the_rules_ask_for_arrives(world):
    Writer(world).whole().send()

    told = Incident.objects.get()
    assert {
        "offence": told.offence,
        "on": str(told.happened_on),
        "here": told.happened_in_area,
        "police": told.police_reference,
        "reported": told.reported,
        "stage": told.justice_stage,
        "live": told.proceedings_live,
        "identified": told.responsible_identified,
        "flags": told.flags,
        "risks": told.risks_told,
        "account": told.account,
    } == {
        "offence": "rob_pers",
        "on": "2026-06-03",
        "here": "yes",
        "police": "46/1234/26",
        "reported": "yes",
        "stage": "community",
        "live": "no",
        "identified": "yes",
        "flags": ["hate"],
        "risks": "Not to contact her until 2027.\n\nHe drinks.",
        "account": "He took her telephone at a bus stop.",
    }


@pytest.mark.parametrize(("answer", "known"), [("nobody", "no"), ("unknown", "unknown")])
def test_that_nobody_was_identified_is_an_answer(world, answer, known):
    writer = Writer(world).rest()
    writer.harmed()
    writer.task("harmed", {"everybody": "all"})
    writer.task("responsible", {"everybody": answer})
    writer.send()

    assert (Incident.objects.get().responsible_identified, Person.objects.count()) == (known, 1)


def test_everything_is_shown_before_it_is_sent_and_can_be_changed(world):
    writer = Writer(world).whole()
    page = writer.page("draft_check")

    for said in ("Olu Adeyemi", "Jessica", "07700 900123", "Bluebell", "HMP Somewhere"):
        assert said in page.content.decode()
    for task in ("you", "incident", "agreement", "risk", "sentence", "harmed"):
        assert writer.url("task", writer.pk, task) in page.content.decode()
    assert b"has not agreed" not in page.content


def test_without_agreement_it_can_be_sent_and_says_so(world):
    writer = Writer(world).whole()
    writer.task("agreement", {"agreed": "no", "other_side_knows": "no", "initiator": "prof"})

    assert b"The person has not agreed to this referral" in writer.page("draft_check").content
    assert writer.send().status_code == 302


def earlier(world, agency, **fields):
    referral = FullReferralFactory(
        area=world.kent,
        agency=agency,
        reference="KNT-R26-00412",
        incident__police_reference="46 / 1234-26",
    )
    return SubmissionFactory(referral=referral, agency=agency, **fields)


def test_what_the_agency_sent_about_the_same_crime_is_named_by_three_signs(world):
    earlier(world, world.probation)
    page = Writer(world).whole().page("draft_check")

    assert b"This may already be with us. Reference ends 412." in page.content
    assert b"KNT-R26-00412" not in page.content


def test_of_what_another_agency_sent_nothing_is_hinted(world):
    earlier(world, AgencyFactory(area=world.kent))

    assert Writer(world).whole().page("draft_check").context["ends"] == ""


def test_a_guest_is_told_only_of_what_they_sent_themselves(world):
    world.join("guest", Role.GUEST, agency=world.probation)
    earlier(world, world.probation, recorded_by=world.users["referrer"])

    assert Writer(world, "guest").whole().page("draft_check").context["ends"] == ""


def test_without_a_police_reference_nothing_is_looked_for(world):
    earlier(world, world.probation)
    writer = Writer(world).whole()
    writer.task("incident", INCIDENT, police_reference="")

    assert writer.page("draft_check").context["ends"] == ""


def test_what_was_changed_in_another_window_is_not_sent_unseen(world):
    writer = Writer(world).whole()
    old = writer.page("draft_check").context["form"]["seen"].value()
    with clock.fixed_at(NOON.replace(minute=5)):
        writer.task("you", YOU, referrer_name="Somebody Else")
        answer = writer.post("draft_check", seen=old)
        assert (answer.status_code, Referral.objects.count()) == (409, 0)
        assert b"changed in another window" in answer.content
        again = answer.context["form"]["seen"].value()
        assert writer.post("draft_check", seen=again).status_code == 302


def test_what_is_not_ready_is_not_sent(world):
    writer = Writer(world).rest()

    assert writer.post("draft_check", seen="")["Location"] == writer.url("draft", writer.pk)
    assert Referral.objects.count() == 0


def test_a_page_that_no_longer_holds_has_to_be_answered_again(world):
    writer = Writer(world).whole()
    with in_area(world.kent.pk, world.users["referrer"].pk):
        draft = Draft.objects.get()
        draft.body = draft.body.replace('"rob_pers"', '"no_such_code"')
        draft.save()
    rows = writer.page("draft").context["tasks"]

    assert (rows[1].status, rows[-1].status) == ("In progress", "Cannot start yet")
    page = writer.page("task", "incident")
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["offence"])


def upload(writer, content=PDF, name="letter.pdf"):
    return writer.post("draft_documents", document=SimpleUploadedFile(name, content))


def test_documents_go_with_the_referral(world):
    writer = Writer(world).whole()
    answer = upload(writer)

    assert (answer.status_code, answer["Location"]) == (
        302,
        writer.url("draft_documents", writer.pk),
    )
    assert b"letter.pdf" in writer.page("draft_documents").content
    assert writer.page("draft").context["tasks"][-2].status == "1 document"
    assert b"letter.pdf" in writer.page("draft_check").content
    writer.send()
    link = ReferralDocument.objects.get()
    assert (link.document, link.submission.referral) == (Document.objects.get(), link.referral)
    assert '["Documents", "letter.pdf"]' in Submission.objects.get().as_sent


def test_a_document_that_cannot_be_taken_is_refused_beside_its_field(world):
    writer = Writer(world)
    empty = writer.post("draft_documents")
    wrong = upload(writer, b"not a picture", "picture.png")

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert list(empty.context["form"].errors["document"]) == ["Choose a document"]
    assert "Choose a PDF" in wrong.context["form"].errors["document"][0]
    assert writer.draft().documents == ()


def test_a_document_can_be_taken_out_again(world):
    writer = Writer(world)
    upload(writer)
    (key,) = writer.draft().documents
    writer.post("draft_document_remove", key)

    assert writer.draft().documents == ()
    assert b"No documents have been added." in writer.page("draft_documents").content


def test_a_referral_takes_ten_documents(world):
    writer = Writer(world)
    with in_area(world.kent.pk, world.users["referrer"].pk):
        draft = Draft.objects.get()
        keys = ", ".join(f'"00000000-0000-4000-8000-00000000000{n}"' for n in range(10))
        draft.body = draft.body.replace('"documents": []', f'"documents": [{keys}]')
        draft.save()
    answer = upload(writer)

    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert "A referral takes 10 documents" in answer.context["form"].errors["document"][0]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_hundred_presses_send_one_referral(world):
    writer = Writer(world).whole()
    seen = writer.page("draft_check").context["form"]["seen"].value()
    at_once, clients = Barrier(8), [world.client("referrer") for _ in range(8)]

    def press(client):
        at_once.wait()
        try:
            answers = [
                client.post(writer.url("draft_check", writer.pk), {"seen": seen}) for _ in range(25)
            ]
        finally:
            connection.close()
        return [answer.status_code for answer in answers]

    with ThreadPoolExecutor(8) as threads:
        answers = [status for found in threads.map(press, clients) for status in found]

    assert (len(answers), set(answers) <= {302, 404}) == (200, True)
    with in_area(world.kent.pk):
        assert (Referral.objects.count(), Submission.objects.count()) == (1, 1)

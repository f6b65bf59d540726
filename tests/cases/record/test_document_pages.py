import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import CaseDocument
from documents.models import Document
from tests.cases.work.conftest import day_of
from tests.documents.files import pdf, picture
from tests.moments import TODAY

from .conftest import added


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


def page(work, who="facilitator", name="record"):
    return work.world.client(who).get(work.url(name)).content.decode()


def test_a_document_is_added_by_the_page_and_listed_without_its_name(work):
    url = work.url("document_about", work.harmed.pk)
    answer = work.client.post(url, answers(about=work.harmed.pk), follow=True)
    text = answer.content.decode()

    assert answer.redirect_chain == [(work.url("record"), 302)]
    assert "Signed consent, Jessica M." in text
    assert "Version 1 of 12 August 2026." in text
    assert "This installation has no virus scanner" in text
    assert "Download" not in text
    assert "Moore" not in text
    assert "Document added: Signed consent, Jessica M." in page(work, name="history")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90 a program", "Choose a PDF, a JPEG or PNG picture, or a Word document (DOCX)."),
        (b"%PDF-1.7 " + b"0" * 11 * 1024 * 1024, "The file must be smaller than 10.0\xa0MB."),
    ],
)
def test_a_file_of_the_wrong_kind_or_size_is_told_beside_its_field(work, content, sentence):
    answer = work.client.post(work.url("document_add"), answers(document=upload(content)))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"document": [sentence]}
    assert answer.context["form"]["type"].value() == "consent"
    assert (CaseDocument.objects.count(), Document.objects.count()) == (0, 0)


def test_a_bad_form_is_told_and_its_answers_are_kept(work):
    answer = work.client.post(
        work.url("document_add"), answers(document="", type="", about=work.foreign.pk)
    )
    late = work.client.post(work.url("document_add"), answers(happened_on_year="2027"))

    assert (answer.status_code, late.status_code) == (422, 422)
    assert answer.context["form"].errors == {
        "document": ["Choose a document"],
        "type": ["Select what it is"],
        "about": ["Select an option from the list"],
    }
    assert answer.context["form"]["happened_on"].value() == ["12", "8", "2026"]


def test_answers_are_kept_without_the_file(work):
    url = work.url("document_add")
    kept = work.client.post(url, answers(type="order", keep_draft="yes"))
    opened = work.client.get(f"{url}?draft=open")

    assert kept.status_code == 302
    assert opened.context["form"]["type"].value() == "order"
    assert CaseDocument.objects.count() == 0


def test_a_newer_version_is_added_by_the_page_and_the_former_can_still_be_opened(work):
    kept = added(work)
    url = work.url("document_replace", kept.pk)
    told = {**day_of("happened_on", TODAY), "audience": "team", "version": "1"}
    answer = work.client.post(url, {**told, "document": upload(picture())}, follow=True)
    text = answer.content.decode()
    late = work.client.post(url, {**told, "document": upload()})
    again = work.client.post(url, {**told, "version": "2", "document": upload()})

    assert answer.redirect_chain == [(work.url("record"), 302)]
    assert "Earlier versions" in text
    assert "Version 2 of 12 August 2026." in text
    assert work.url("document", kept.pk) in text
    assert (late.status_code, again.status_code) == (409, 302)
    assert late.context["form"]["version"].value() == "2"
    assert "Version 3." in page(work, name="history")


def test_a_newer_version_of_the_wrong_kind_is_told(work):
    kept = added(work)
    told = {**day_of("happened_on", TODAY), "audience": "team", "version": "1"}
    url = work.url("document_replace", kept.pk)
    answer = work.client.post(url, {**told, "document": upload(b"hello", "virus.exe")})

    assert answer.status_code == 422
    assert work.client.get(url).status_code == 200


def test_a_newer_version_of_a_sensitive_document_stays_sensitive(work):
    kept = added(work, "manager", audience="managers")
    told = {**day_of("happened_on", TODAY), "version": "1", "document": upload()}
    work.world.client("deputy").post(work.url("document_replace", kept.pk), told)

    assert [one.audience for one in CaseDocument.objects.all()] == ["managers", "managers"]
    assert "Sensitive document replaced" in page(work, name="history")


@pytest.mark.parametrize(
    ("name", "status"), [("neighbour", 404), ("stranger", 404), ("commissioner", 403)]
)
def test_who_may_not(work, name, status):
    kept, client = added(work), work.world.client(name)

    for url in (
        work.url("document", kept.pk),
        work.url("document_add"),
        work.url("document_about", work.harmed.pk),
        work.url("document_replace", kept.pk),
    ):
        assert client.get(url).status_code == status


def test_a_supervisor_opens_and_adds_nothing(work):
    kept, client = added(work), work.world.client("supervisor")

    assert client.get(work.url("document", kept.pk)).status_code == 200
    assert client.get(work.url("document_add")).status_code == 403
    assert client.get(work.url("document_replace", kept.pk)).status_code == 403

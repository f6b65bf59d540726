from audit.models import Event
from cases.models import Companion
from cases.stages.prompts import prompts_for
from tests.factories.people import ContactPointFactory, PersonFactory

from .conftest import planned


def sheet(work, session):
    return work.client.get(work.url("visit_sheet", session.pk))


def test_the_sheet_has_what_a_visit_needs_and_its_printing_is_written_down(work, daughter):
    session = planned(work.responsible, establishment="MDI", place="Visits hall")
    Companion.objects.create(session=session, participant=daughter, area=work.case.area)
    answer = sheet(work, session)
    page = answer.content.decode()

    assert answer.status_code == 200
    for words in (
        "Daniel R. (Person responsible)",
        "Moorland",
        "Visits hall",
        "Ana R. (Supporter)",
    ):
        assert words in page
    for question in prompts_for("preparation", "responsible"):
        assert str(question.label) in page
    assert "A photo identity document" in page
    event = Event.objects.get(verb="visit_sheet.printed")
    assert (event.subject_id, event.detail) == (str(session.pk), {"case": work.case.reference})


def test_the_sheet_has_the_safe_line_and_no_way_to_reach_anybody_and_nothing_of_the_other(work):
    ContactPointFactory(person=work.harmed.person, value="07700 900123")
    ContactPointFactory(person=work.responsible.person, value="07700 900456")
    session = planned(work.harmed, meeting="video", purpose="follow_up")
    page = sheet(work, session).content.decode()

    assert "Text only, after five." in page
    for words in ("07700", "Daniel", "Moore", "Reed", work.case.label, "photo identity"):
        assert words not in page


def test_a_sheet_says_that_somebody_must_not_be_contacted(work):
    work.responsible.may_contact = "no"
    work.responsible.save()

    assert "Do not contact." in sheet(work, planned(work.responsible)).content.decode()


def test_a_sheet_says_that_they_contact_us_as_any_record_about_them_says(work):
    PersonFactory(area=work.case.area, merged_into=work.harmed.person, contacts_us=True)

    text = sheet(work, planned(work.harmed)).content.decode()

    assert "Do not contact. It is not safe to contact them: they contact us." in text


def test_a_session_that_was_recorded_needs_no_sheet(work):
    session = planned(work.responsible, attendance="cancelled")

    assert sheet(work, session)["Location"] == work.url("session", session.pk)
    assert Event.objects.filter(verb="visit_sheet.printed").count() == 0

import pytest

from areas.tenancy import in_area
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.equality import ask_about_equality
from cases.models import TimelineEntry
from people.models import EqualityAnswers
from tests.cases.doors import all_of, knock
from tests.moments import NOON

TOLD = {"sex": "female", "religion": "sikh", "disability": "not_said"}


def ask(work, not_asked="", **answers):
    ask_about_equality(work.harmed, answers=answers, not_asked=not_asked, by=work.by, now=NOON)


def test_the_answers_stand_with_the_person_and_nowhere_in_the_case(work):
    ask(work, **TOLD)

    row = EqualityAnswers.objects.get(person=work.harmed.person)
    assert (row.sex, row.religion, row.disability, row.ethnicity) == (
        "female",
        "sikh",
        "not_said",
        "",
    )
    assert row.recorded_by == work.by.user
    detail = Event.objects.get(verb="equality.recorded").detail
    assert detail == {"case": work.case.reference, "not_asked": ""}
    assert TimelineEntry.objects.get().codes == {"not_asked": ""}


def test_what_is_told_again_takes_the_place_of_what_stood(work):
    ask(work, **TOLD)
    ask(work, sex="not_said")

    row = EqualityAnswers.objects.get()
    assert (row.sex, row.religion) == ("not_said", "")


def test_not_to_have_asked_again_leaves_what_was_told(work):
    ask(work, not_asked="distress")
    assert EqualityAnswers.objects.get().not_asked == "distress"
    ask(work, **TOLD)
    ask(work, not_asked="no_time")

    row = EqualityAnswers.objects.get()
    assert (row.not_asked, row.sex) == ("", "female")


def test_a_closed_case_is_not_worked_on(work):
    work.close()
    with pytest.raises(CaseClosed):
        ask(work, **TOLD)

    assert EqualityAnswers.objects.count() == 0


def test_pages_of_the_case_say_that_they_were_asked_and_never_what_they_said(work):
    page = work.url("equality", work.harmed.pk)
    assert "Not asked yet" in work.client.get(work.url("people")).content.decode()
    sent = work.client.post(page, TOLD)

    assert sent.status_code == 302
    assert "Asked on 12 August 2026" in work.client.get(work.url("people")).content.decode()
    again = work.client.get(page)
    assert "They were asked on 12 August 2026." in again.content.decode()
    assert {again.context["form"][name].value() for name in TOLD} == {None}


def test_why_nobody_asked_is_told(work):
    page = work.url("equality", work.harmed.pk)
    work.client.post(page, {"not_asked": "not_alone"})

    people = work.client.get(work.url("people")).content.decode()
    assert "Not asked: Somebody else was listening" in people
    assert "Not asked on 12 August 2026" in work.client.get(page).content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Answer a question, or select why you did not ask"),
        ({**TOLD, "not_asked": "no_time"}, "Leave this empty if you asked them"),
        ({"not_asked": "never"}, "Select an option from the list"),
    ],
)
def test_a_bad_form_is_refused(work, told, sentence):
    answer = work.client.post(work.url("equality", work.harmed.pk), told)

    assert (answer.status_code, answer.context["form"].errors) == (422, {"not_asked": [sentence]})


@pytest.mark.parametrize(
    ("name", "status"), [("neighbour", 404), ("stranger", 404), ("supervisor", 403)]
)
def test_who_may_not(work, name, status):
    pages = [work.url(place, work.harmed.pk) for place in ("equality", "details")]

    assert knock(work.world.client(name), pages) == all_of(pages, status)


def test_a_participant_of_another_case_is_not_found(work):
    pages = [work.url(place, work.foreign.pk) for place in ("equality", "details")]

    assert knock(work.client, pages) == all_of(pages, 404)


def test_answers_of_one_area_are_not_read_in_another(work):
    ask(work, **TOLD)
    with in_area(work.world.avon.pk):
        assert EqualityAnswers.objects.count() == 0

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.details import NotTheirGuardian, describe_participant
from people.actions import BornInTheFuture
from tests.cases.work.conftest import day_of
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON, TODAY

BORN = TODAY.replace(year=TODAY.year - 15)


@pytest.fixture
def mother(work):
    return ParticipantFactory(
        case=work.case, role="parent", person__first_name="Ann", person__last_name="Moore"
    )


def describe(work, **told):
    person = {"first_name": "Jessica", "last_name": "Moore", "date_of_birth": BORN}
    told = {"version": 1, "person_version": 1, "person": person, "kind": "", **told}
    told = {"guardian": None, "welsh_wanted": "unknown", "interpreter": "", **told}
    return describe_participant(work.harmed, by=work.by, now=NOON, **told)


def answers(work, **given):
    return {
        "version": 1,
        "person_version": 1,
        "first_name": "Jessica",
        "last_name": "Moore",
        "language": "en",
        "welsh_wanted": "unknown",
        **given,
    }


def now_of(work):
    row = type(work.harmed).objects.select_related("person", "guardian").get(pk=work.harmed.pk)
    return row, row.person


def test_what_is_known_of_somebody_is_written_down_by_field_and_not_by_value(work, mother):
    describe(
        work,
        guardian=mother,
        kind="witness",
        interpreter="BSL",
        access_needs="No stairs",
        welsh_wanted="yes",
        welsh_asked_on=TODAY,
    )

    row, person = now_of(work)
    assert (row.kind, row.guardian, row.interpreter) == ("witness", mother, "BSL")
    assert (row.access_needs, row.welsh_wanted, row.welsh_asked_on) == ("No stairs", "yes", TODAY)
    assert (person.date_of_birth, row.version, person.version) == (BORN, 2, 2)
    assert Event.objects.get(verb="participant.described").detail == {
        "case": work.case.reference,
        "fields": [
            "kind",
            "guardian",
            "welsh_wanted",
            "welsh_asked_on",
            "interpreter",
            "access_needs",
            "date_of_birth",
        ],
    }
    assert Event.objects.get(verb="person.changed").detail == {"fields": ["date_of_birth"]}


def test_what_stays_the_same_is_no_change_of_the_person(work):
    describe(work, person={"first_name": "Jessica"})

    assert now_of(work)[1].version == 1
    assert Event.objects.filter(verb="person.changed").count() == 0


@pytest.mark.parametrize("stale", [{"version": 7}, {"person_version": 7}])
def test_a_stale_page_changes_nothing(work, stale):
    with pytest.raises(Stale):
        describe(work, interpreter="Polish", **stale)

    assert (now_of(work)[0].interpreter, Event.objects.count()) == ("", 0)


def test_impossible_days_are_refused(work):
    ahead = TODAY.replace(year=2030)
    with pytest.raises(ImpossibleDay):
        describe(work, welsh_wanted="yes", welsh_asked_on=ahead)
    with pytest.raises(BornInTheFuture):
        describe(work, person={"date_of_birth": ahead})

    assert Event.objects.count() == 0


def test_a_guardian_is_somebody_else_of_the_case_who_is_of_age(work, mother):
    for guardian in (work.harmed, work.foreign):
        with pytest.raises(NotTheirGuardian, match="Choose somebody else of this case."):
            describe(work, guardian=guardian)
    with pytest.raises(NotTheirGuardian, match="not on the other side"):
        describe(work, guardian=work.responsible)
    mother.person.date_of_birth = BORN
    mother.person.save()
    with pytest.raises(NotTheirGuardian, match="18 or older"):
        describe(work, guardian=mother)


def test_a_closed_case_is_not_worked_on(work):
    work.close()
    with pytest.raises(CaseClosed):
        describe(work)


def test_the_page_shows_what_was_told_on_their_card(work, mother):
    told = answers(
        work,
        kind="bereaved",
        guardian=str(mother.pk),
        language="cy",
        welsh_wanted="yes",
        interpreter="BSL",
        access_needs="Large print",
        **day_of("date_of_birth", BORN),
        **day_of("welsh_asked_on", TODAY),
    )
    page = work.client.post(work.url("details", work.harmed.pk), told, follow=True)

    text = " ".join(page.content.decode().split())
    assert page.redirect_chain == [(work.url("people"), 302)]
    assert "Parent or guardian: Ann M. (both are asked for their consent)" in text
    assert "Welsh. Wants Welsh, asked on 12 August 2026." in text
    assert ("Bereaved" in text, "Interpreter: BSL" in text, "Large print" in text) == (True,) * 3


def test_somebody_under_18_without_a_guardian_is_told_of_on_the_card(work):
    work.harmed.person.date_of_birth = BORN
    work.harmed.person.save()
    named = (
        "No parent or guardian is named." in work.client.get(work.url("people")).content.decode()
    )

    assert named is True


def test_that_somebody_does_not_want_welsh_is_said_too(work):
    told = answers(work, language="other", welsh_wanted="no", **day_of("welsh_asked_on", TODAY))
    page = work.client.post(work.url("details", work.harmed.pk), told, follow=True)

    text = " ".join(page.content.decode().split())
    assert "Another language. Does not want Welsh, asked on 12 August 2026." in text


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"first_name": "", "last_name": ""}, "first_name", "Enter a name"),
        ({"welsh_wanted": "yes"}, "welsh_asked_on", "Enter the day on which they were asked"),
        ({"language": "xx"}, "language", "Select an option from the list"),
    ],
)
def test_a_bad_answer_is_refused_and_the_others_are_kept(work, wrong, field, sentence):
    page = work.client.post(
        work.url("details", work.harmed.pk), answers(work, interpreter="BSL", **wrong)
    )

    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert page.context["form"]["interpreter"].value() == "BSL"


def test_somebody_of_another_case_is_no_guardian_to_choose(work):
    page = work.client.post(
        work.url("details", work.harmed.pk), answers(work, guardian=str(work.foreign.pk))
    )

    assert page.context["form"].errors == {"guardian": ["Select an option from the list"]}


def test_two_people_at_one_page_keep_what_the_second_typed(work):
    page = work.url("details", work.harmed.pk)
    work.client.post(page, answers(work, interpreter="BSL"))
    second = work.client.post(page, answers(work, interpreter="Polish", first_name="Jess"))
    again = work.client.post(
        page, answers(work, interpreter="Polish", first_name="Jess", version=2, person_version=1)
    )

    assert (second.status_code, again.status_code) == (409, 302)
    assert second.context["form"]["interpreter"].value() == "Polish"


def test_whoever_corrects_a_name_after_another_is_told_and_may_send_again(work):
    page = work.url("details", work.harmed.pk)
    work.client.post(page, answers(work, last_name="Moor"))
    second = work.client.post(page, answers(work, last_name="More"))
    hidden = {name: second.context["form"][name].value() for name in ("version", "person_version")}

    assert (second.status_code, hidden) == (409, {"version": "2", "person_version": "2"})
    assert work.client.post(page, answers(work, last_name="More", **hidden)).status_code == 302


def test_a_language_that_came_from_elsewhere_is_kept(work):
    work.harmed.person.language = "pl"
    work.harmed.person.save()
    page = work.url("details", work.harmed.pk)

    assert work.client.post(page, answers(work, language="pl")).status_code == 302
    assert "pl." in work.client.get(work.url("people")).content.decode()


def test_a_supporter_is_not_asked_how_they_were_harmed(work):
    supporter = ParticipantFactory(case=work.case, role="supporter")
    page = work.client.get(work.url("details", supporter.pk))

    assert "kind" not in page.context["form"].fields
    told = answers(work, kind="witness")
    assert work.client.post(work.url("details", supporter.pk), told).status_code == 302
    supporter.refresh_from_db()
    assert supporter.kind == ""

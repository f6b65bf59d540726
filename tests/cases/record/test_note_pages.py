import uuid

import pytest

from areas.models import Agency
from audit.models import Event
from cases.actions.notes import correct_note
from cases.forms.notes import NoteForm
from cases.models import Note
from drafts.models import Draft
from tests.cases.work.conftest import moment_of
from tests.factories.record import NoteFactory
from tests.moments import NOON

from .conftest import agrees, noted, take_off

SECRET = "The uncle is a risk."


def answers(**given):
    return {
        "body": "She asked for time.",
        "about": "case",
        **moment_of("happened_at", NOON),
        "audience": "team",
        **given,
    }


def page(work, who, name="record", *more):
    return work.world.client(who).get(work.url(name, *more)).content.decode()


def test_a_note_takes_the_words_alone_from_the_case_and_from_a_person(work):
    empty = work.client.get(work.url("note_add")).context["form"]
    form = work.client.get(work.url("note_about", work.harmed.pk)).context["form"]

    assert (empty["about"].value(), empty["audience"].value()) == ("case", "team")
    assert form["about"].value() == str(work.harmed.pk)
    assert list(form.fields)[-2:] == ["audience", "agency"]


def test_a_note_is_added_and_stands_on_the_page(work):
    answer = work.client.post(
        work.url("note_about", work.harmed.pk), answers(about=work.harmed.pk), follow=True
    )

    assert answer.redirect_chain == [(work.url("record"), 302)]
    text = answer.content.decode()
    assert "Note about Jessica M." in text
    assert "She asked for time." in text
    assert Note.objects.get().participant == work.harmed


def test_a_bad_note_is_told_and_its_answers_are_kept(work):
    answer = work.client.post(
        work.url("note_add"), answers(body="", about=work.foreign.pk, audience="all")
    )
    early = work.client.post(work.url("note_add"), answers(happened_at_year="2019"))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "body": ["Write the note"],
        "about": ["Select an option from the list"],
        "audience": ["Select an option from the list"],
    }
    assert answer.context["form"]["happened_at"].value()[0] == str(NOON.day)
    assert early.status_code == 422
    assert early.context["form"].non_field_errors() == [
        "The date cannot be before 3 August 2026, when the referral came in."
    ]
    assert early.context["form"]["body"].value() == "She asked for time."


def test_a_note_that_is_shared_wants_an_agency_and_consent(work):
    told = answers(about=work.harmed.pk, audience="agency", agency=work.world.probation.pk)
    refused = work.client.post(work.url("note_add"), told)
    agrees(work, work.harmed)
    work.client.post(work.url("note_add"), told)

    assert (refused.status_code, Note.objects.get().agency) == (422, work.world.probation)
    assert "Shared with Kent Probation" in page(work, "colleague")


def test_where_there_is_no_agency_nothing_is_shared(work):
    none = Agency.objects.none()
    form = NoteForm(people=[], about=None, agencies=none, words={}, now=NOON)

    assert [value for value, _ in form.fields["audience"].choices] == ["team", "managers"]
    assert "agency" not in form.fields


def test_a_note_about_the_case_stands_in_its_history_with_its_correction(work):
    note = noted(work)
    told = {"body": "Two weeks.", "audience": "team", "version": "1"}
    work.client.post(work.url("note_correct", note.pk), told)
    text = page(work, "facilitator", "history")

    assert "Note about the case corrected" in text
    assert text.count("Note about the case") == 2


def test_a_note_that_is_not_finished_is_kept_and_come_back_to(work):
    url = work.url("note_add")
    kept = work.client.post(url, answers(body="Half", keep_draft="yes"))
    offered = work.client.get(url)
    opened = work.client.get(f"{url}?draft=open")
    sent = work.client.post(f"{url}?draft=open", answers(body="Whole"))

    assert (kept.status_code, sent.status_code) == (302, 302)
    assert "You have a draft" in offered.content.decode()
    assert opened.context["form"]["body"].value() == "Half"
    assert opened.context["form"].errors == {}
    assert (Note.objects.get().body, Draft.objects.count()) == ("Whole", 0)


def test_opening_a_draft_sends_nothing(work):
    url = work.url("note_add")
    work.client.post(url, answers(keep_draft="yes"))
    work.client.get(f"{url}?draft=open")

    assert Note.objects.count() == 0


def test_a_correction_shows_the_original(work):
    note = noted(work)
    told = {"body": "She asked for two weeks.", "audience": "team", "version": "1"}
    answer = work.client.post(work.url("note_correct", note.pk), told, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain == [(work.url("record"), 302)]
    assert "She asked for two weeks." in text
    assert "Corrected by Facilitator, 12 August 2026 at midday. The original is kept." in text
    assert "She asked for time." in text
    history = page(work, "facilitator", "history")
    assert (
        "She asked for two weeks.<br>Corrected by Facilitator, original kept: She asked for time."
        in history
    )


def test_of_two_who_correct_one_note_the_second_is_told_and_may_send_again(work):
    note = noted(work)
    correct_note(
        note, body="Two weeks.", audience="team", seen=1, by=work.world.actor("colleague"), now=NOON
    )
    told = {"body": "Three weeks.", "audience": "team", "version": "1"}
    late = work.client.post(work.url("note_correct", note.pk), told)
    text = late.content.decode()
    again = work.client.post(work.url("note_correct", note.pk), {**told, "version": "2"})

    assert (late.status_code, again.status_code) == (409, 302)
    assert "Colleague corrected this note on 12 August 2026 at midday." in text
    assert "Two weeks." in text
    assert late.context["form"]["body"].value() == "Three weeks."
    assert late.context["form"]["version"].value() == "2"


def test_a_bad_correction_is_told(work):
    note = noted(work)
    empty = work.client.post(work.url("note_correct", note.pk), {"body": "", "version": "1"})
    same = work.client.post(
        work.url("note_correct", note.pk), {"body": note.body, "audience": "team", "version": "1"}
    )

    assert (empty.status_code, same.status_code) == (422, 422)
    assert same.context["form"].non_field_errors() == [
        "Change the words of the note, or who can see it."
    ]


def test_the_team_learns_of_a_sensitive_note_that_it_is_there(work, sensitive):
    for who in ("facilitator", "colleague", "coordinator"):
        text = page(work, who)
        assert "Sensitive note by Manager, 12 August 2026" in text
        assert "Show its words" not in text
        for name in ("record", "history", "detail"):
            assert SECRET not in page(work, who, name)
        for name in ("note_words", "note_correct"):
            status = 403 if (who, name) == ("supervisor", "note_correct") else 404
            assert work.world.client(who).get(work.url(name, sensitive.pk)).status_code == status
            assert work.world.client(who).post(work.url(name, sensitive.pk)).status_code == status


def test_nobody_reads_the_words_of_a_sensitive_note_without_asking(work, sensitive):
    for who in ("manager", "supervisor"):
        for name in ("record", "history", "detail"):
            assert SECRET not in page(work, who, name)
        assert SECRET not in page(work, who, "note_words", sensitive.pk)

    assert not Event.objects.filter(verb="note.revealed").exists()


def test_that_the_words_were_shown_is_written_down(work, sensitive):
    answer = work.world.client("supervisor").post(work.url("note_words", sensitive.pk))

    assert SECRET in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    event = Event.objects.get(verb="note.revealed")
    assert (event.actor_id, event.subject_id, event.detail) == (
        work.world.users["supervisor"].pk,
        str(sensitive.pk),
        {"case": work.case.reference},
    )


def test_correcting_a_sensitive_note_shows_its_words_which_is_written_down(work, sensitive):
    client = work.world.client("deputy")
    text = client.get(work.url("note_correct", sensitive.pk)).content.decode()
    told = {"body": "The uncle was a risk.", "version": "1"}
    client.post(work.url("note_correct", sensitive.pk), told)
    shown = client.post(work.url("note_words", sensitive.pk)).content.decode()

    assert SECRET in text
    assert "The uncle was a risk." in shown
    assert SECRET in shown
    assert [one.audience for one in Note.objects.all()] == ["managers", "managers"]
    assert Event.objects.filter(verb="note.revealed").count() == 2
    assert SECRET not in page(work, "manager", "history")


def test_what_became_sensitive_is_gone_from_the_history_too(work):
    note = noted(work, body="About the uncle.")
    told = {"body": "About the uncle.", "audience": "managers", "version": "1"}
    work.world.client("manager").post(work.url("note_correct", note.pk), told)

    for who in ("facilitator", "manager"):
        assert "About the uncle." not in page(work, who, "history")
        assert "About the uncle." not in page(work, who)
    assert work.client.get(work.url("note_correct", note.pk)).status_code == 404


def test_a_supervisor_writes_nothing(work):
    client = work.world.client("supervisor")
    note = noted(work)

    assert client.get(work.url("record")).status_code == 200
    assert "Correct this note" not in page(work, "supervisor")
    for url in (work.url("note_add"), work.url("note_correct", note.pk)):
        assert client.get(url).status_code == 403


def test_a_closed_case_is_read_and_not_written(work):
    noted(work)
    work.close()

    assert "Add a note" not in page(work, "facilitator")
    assert work.client.post(work.url("note_add"), answers()).status_code == 422


@pytest.mark.parametrize(
    ("name", "status"), [("neighbour", 404), ("stranger", 404), ("commissioner", 403)]
)
def test_who_may_not(work, name, status):
    note, client = noted(work), work.world.client(name)

    for url in (
        work.url("record"),
        work.url("note_add"),
        work.url("note_about", work.harmed.pk),
        work.url("note_correct", note.pk),
        work.url("note_words", note.pk),
    ):
        assert client.get(url).status_code == status


def test_rows_of_another_case_are_not_found(work):
    other = NoteFactory(case=work.foreign.case)

    for url in (
        work.url("note_about", work.foreign.pk),
        work.url("note_correct", other.pk),
        work.url("note_words", other.pk),
        work.url("note_words", uuid.uuid4()),
    ):
        assert work.client.get(url).status_code == 404
        assert work.client.post(url, answers()).status_code == 404


def test_whoever_was_taken_off_while_the_form_was_open_finds_nothing(work):
    note = noted(work)
    take_off(work)

    for url in (work.url("record"), work.url("note_add"), work.url("note_correct", note.pk)):
        assert work.client.get(url).status_code == 404
    assert work.client.post(work.url("note_add"), answers()).status_code == 404
    assert Note.objects.count() == 1

import pytest

from cases.models import Companion, Session
from cases.stages import Attendance
from drafts.models import Draft
from tests.cases.doors import all_of, knock
from tests.cases.work.conftest import day_of, moment_of
from tests.factories.cases import CaseWorkerFactory
from tests.moments import NOON

from .conftest import EARLIER, LATER, SOON, planned


def answers(**given):
    return {
        "attendance": "held",
        "purpose": "preparation",
        "meeting": "in_person",
        "minutes": "90",
        "note": "He wrote the first page.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def test_a_facilitator_records_who_was_there_and_what_was_said(work, daughter):
    told = answers(
        companions=[str(daughter.pk)],
        establishment="MDI",
        travel_minutes="150",
        said_wants_to_say="That he is sorry.",
        said_worries="",
    )
    work.client.post(work.url("session_add", work.responsible.pk), told)
    page = work.client.get(work.url("session", Session.objects.get().pk)).content.decode()

    for words in ("Ana R. (supporter)", "That he is sorry.", "150", "Moorland", "What was said"):
        assert words in page


def test_the_page_of_a_session_shows_no_one_of_the_other_side(work, daughter):
    session = planned(work.responsible)
    page = work.client.get(work.url("session", session.pk)).content.decode()
    form = work.client.get(work.url("session_record", session.pk)).content.decode()

    assert "Daniel" in page
    assert "Ana R" in form
    assert "Jessica" not in page + form


def test_the_questions_follow_the_purpose(work):
    where = work.url("session_add", work.responsible.pk)
    usual, debrief = work.client.get(where), work.client.get(f"{where}?purpose=debrief")
    odd = work.client.get(f"{where}?purpose=dinner")
    refused = work.client.post(
        where, answers(purpose="debrief", minutes="", said_wants_to_say="Sorry.")
    )

    assert [one.name for one in usual.context["form"].questions()][0] == "said_wants_to_say"
    assert [one.name for one in debrief.context["form"].questions()][0] == "said_how_now"
    assert odd.context["form"]["purpose"].value() == "preparation"
    names = [one.name for one in refused.context["form"].questions()]
    assert names == ["said_how_now", "said_left_unsaid", "said_afterwards", "said_wants_to_say"]
    assert "Sorry." in refused.content.decode()


def test_in_assessment_the_first_questions_are_those_of_assessment(work):
    work.case.stage = "assessment"
    work.case.save()
    answer = work.client.get(work.url("session_add", work.harmed.pk))

    assert answer.context["form"]["purpose"].value() == "assessment"


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        (
            {"minutes": "", "ended": "7:30am"},
            {"ended": ["It cannot end at 7:30am: it starts at 8am."]},
        ),
        ({"minutes": "", "ended": "8am"}, {"ended": ["It cannot end at 8am: it starts at 8am."]}),
        (
            {"minutes": "30", "ended": "9am"},
            {"minutes": ["From 8am to 9am are 60 minutes. Enter one of them."]},
        ),
        ({"minutes": "", "ended": "soon"}, {"ended": ["Enter a time, such as 2:30pm"]}),
        (
            {"attendance": "cancelled", "minutes": ""},
            {"whose_doing": ["Select who cancelled it"]},
        ),
        ({"establishment": "ZZZZ"}, {"establishment": ["Select an option from the list"]}),
    ],
)
def test_a_session_that_cannot_have_been_is_refused_in_words(work, given, errors):
    answer = work.client.post(work.url("session_add", work.harmed.pk), answers(**given))

    assert answer.status_code == 422
    assert answer.context["form"].errors == errors
    assert "He wrote the first page." in answer.content.decode()
    assert Session.objects.count() == 0


def test_an_end_in_the_hour_that_the_clocks_leave_out_is_refused(work):
    start = NOON.replace(month=3, day=29, hour=0, minute=30)
    answer = work.client.post(
        work.url("session_add", work.harmed.pk),
        answers(minutes="", ended="1:30am", **moment_of("happened_at", start)),
    )

    assert answer.context["form"].errors == {
        "ended": ["The clocks go forward on 29 March 2026, so 1:30am does not exist that day"]
    }


def test_the_end_stands_for_the_minutes(work):
    work.client.post(work.url("session_add", work.harmed.pk), answers(minutes="", ended="9:15am"))

    assert Session.objects.get().minutes == 75


def test_a_session_that_is_not_over_is_refused_with_the_hour(work):
    answer = work.client.post(work.url("session_add", work.harmed.pk), answers(minutes="700"))

    assert answer.status_code == 422
    assert "which is still to come" in answer.content.decode()


def test_a_companion_of_the_other_side_is_not_offered(work, daughter):
    answer = work.client.post(
        work.url("session_add", work.responsible.pk), answers(companions=[str(work.harmed.pk)])
    )

    assert answer.status_code == 422
    assert "companions" in answer.context["form"].errors


def test_a_facilitator_moves_a_session_and_the_list_shows_the_chain(work):
    session = planned(work.responsible, establishment="MDI")
    told = {"whose_doing": "prison", "why": "Lockdown.", **moment_of("happened_at", SOON)}
    answer = work.client.post(
        work.url("session_move", session.pk), {**told, "establishment": "MDI"}, follow=True
    )

    page = answer.content.decode()
    assert answer.redirect_chain == [(work.url("sessions"), 302)]
    assert "Moved from 14 August 2026 at midday" in page
    assert "Moved to 13 August 2026 at midday" in page
    assert "The prison: staff, lockdown or transfer" in page
    chain = work.client.get(work.url("session", session.pk)).content.decode()
    assert "How it came to its time" in chain
    assert "Lockdown." in chain


def test_a_bad_move_keeps_the_answers(work):
    session = planned(work.responsible)
    told = {"why": "Lockdown.", **moment_of("happened_at", EARLIER)}
    answer = work.client.post(work.url("session_move", session.pk), told)
    same = {"whose_doing": "prison", **moment_of("happened_at", LATER)}
    refused = work.client.post(work.url("session_move", session.pk), same)

    assert (answer.status_code, refused.status_code) == (422, 422)
    assert answer.context["form"].errors == {
        "happened_at": ["A session is moved to a time to come."],
        "whose_doing": ["Select who asked to move it"],
    }
    assert "Lockdown." in answer.content.decode()
    assert "That is the time at which it is planned already." in refused.content.decode()


def test_a_session_that_somebody_else_settled_is_a_conflict(work):
    session = planned(work.responsible, attendance="cancelled", whose_doing="service")
    told = {"whose_doing": "prison", "why": "Lockdown.", **moment_of("happened_at", SOON)}
    answer = work.client.post(work.url("session_move", session.pk), told)

    assert answer.status_code == 409
    assert "Lockdown." in answer.content.decode()


@pytest.mark.parametrize("place", ["session_record", "session_move"])
def test_what_was_typed_is_kept_as_a_draft_and_taken_up_again(work, place):
    session = planned(work.responsible)
    address = work.url(place, session.pk)
    told = {"keep_draft": "yes", "whose_doing": "prison", **day_of("happened_at", SOON)}
    kept = work.client.post(address, told)
    notice = work.client.get(address).content.decode()
    opened = work.client.get(f"{address}?draft=open")

    assert kept["Location"] == address
    assert "You have a draft from" in notice
    assert opened.context["form"]["whose_doing"].value() == "prison"
    assert opened.status_code == 200
    again = work.client.post(address, told)
    assert again.status_code == 422
    assert "You have another draft." in again.content.decode()
    assert work.client.post(address, {"drop_draft": "yes"})["Location"] == address
    assert Draft.objects.count() == 0


def test_a_draft_of_a_session_goes_once_it_is_sent(work):
    address = work.url("session_add", work.responsible.pk)
    work.client.post(address, answers(keep_draft="yes"))
    work.client.post(f"{address}?draft=open", answers())

    assert Draft.objects.count() == 0
    assert Session.objects.get().attendance == Attendance.HELD


def test_a_draft_may_be_too_long(work, monkeypatch):
    monkeypatch.setattr("drafts.actions.LARGEST", 10)
    answer = work.client.post(
        work.url("session_add", work.responsible.pk), answers(keep_draft="yes")
    )

    assert answer.status_code == 422
    assert "He wrote the first page." in answer.content.decode()


PAGES = ("session", "session_record", "session_move", "visit_sheet")


def test_who_may_not(work):
    session = planned(work.harmed)
    pages = [work.url(place, session.pk) for place in PAGES]
    supervisor = {**all_of(pages, 403), work.url("session", session.pk): 200}

    assert knock(work.world.client("neighbour"), pages) == all_of(pages, 404)
    assert knock(work.world.client("commissioner"), pages) == all_of(pages, 403)
    assert knock(work.world.client("supervisor"), pages) == supervisor
    client = work.client
    work.case.workers.update(until_at=NOON)
    assert knock(client, pages) == all_of(pages, 404)
    assert [client.post(page, answers()).status_code for page in pages] == [404] * 4


def test_a_session_of_another_case_is_not_found(work):
    CaseWorkerFactory(case=work.foreign.case, user=work.world.users["facilitator"])
    session = planned(work.foreign)
    pages = [work.url(place, session.pk) for place in PAGES]

    assert knock(work.client, pages) == all_of(pages, 404)


def test_pages_take_as_many_queries_for_one_as_for_many(work, daughter, count_queries):
    def busy():
        first = planned(work.responsible, attendance="moved", whose_doing="prison")
        first.moved_to = planned(work.responsible)
        first.save()
        Companion.objects.create(session=first.moved_to, participant=daughter, area=work.case.area)
        return first

    first, counts = busy(), []
    for _ in range(2):
        for address in (work.url("sessions"), work.url("session", first.pk)):
            work.client.get(address)
            with count_queries() as found:
                work.client.get(address)
            counts.append(len(found))
        for _ in range(15):
            busy()

    assert counts[:2] == counts[2:]

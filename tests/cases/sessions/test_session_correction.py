from datetime import timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import WorkRefused
from cases.actions.session_correction import correct_session
from cases.actions.sessions import record_session
from cases.models import Session, TimelineEntry
from cases.queries.sessions import answers_in, version_of
from reporting import measures
from reporting.periods import Period
from tests.cases.work.conftest import moment_of
from tests.moments import NOON, TODAY

from .conftest import EARLIER, planned

TOLD = {"minutes": 90, "travel_minutes": 30, "place": "Library", "note": "His words."}


def recorded(work, **given):
    told = {"purpose": "preparation", "meeting": "in_person", "happened_at": EARLIER, **TOLD}
    return record_session(work.responsible, by=work.by, now=NOON, **{**told, **given})


def correct(work, session, **given):
    told = {"seen": 1, "attendance": "held", "happened_at": EARLIER, **TOLD, **given}
    return correct_session(session, by=work.by, now=NOON, **told)


def answers(session, **given):
    return {
        "version": version_of(session),
        "attendance": "held",
        "minutes": "60",
        "travel_minutes": "30",
        "place": "Library",
        "note": "His words.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def text_of(work, name, *more):
    return work.client.get(work.url(name, *more)).content.decode()


def test_the_figures_are_corrected_and_the_history_and_the_audit_tell_the_former_ones(work):
    session = correct(work, recorded(work), minutes=60, travel_minutes=20)

    assert (session.minutes, session.travel_minutes, session.place) == (60, 20, "Library")
    detail = Event.objects.get(verb="session.corrected").detail
    figures = {name: detail[name] for name in detail if name.startswith(("minutes", "travel"))}
    assert figures == {
        "minutes": 60,
        "minutes_before": 90,
        "travel_minutes": 20,
        "travel_minutes_before": 30,
    }
    assert "words" not in detail
    assert (
        "session with Daniel R. corrected. "
        "Now: Held, 12 August 2026 at 8am, 60 minutes, 20 minutes of travel. "
        "It said: Held, 12 August 2026 at 8am, 90 minutes, 30 minutes of travel"
    ) in text_of(work, "history")


def test_whose_doing_it_was_is_told_where_nothing_came_of_it_after_all(work):
    gone = {"minutes": None, "travel_minutes": None, "whose_doing": "venue"}
    correct(work, recorded(work), attendance="cancelled", **gone)

    assert "Now: Cancelled, The venue, 12 August 2026 at 8am. It said: Held" in text_of(
        work, "history"
    )


def test_what_it_said_is_kept_to_be_read_and_no_words_are_in_the_history_or_the_audit(
    work, daughter
):
    told = {"companions": [daughter], "prompts": {"worries": "The bus."}, "establishment": "MDI"}
    session = recorded(work, **told)
    correct(work, session, place="His sister’s", prompts={"worries": "The train."}, companions=[])

    session.refresh_from_db()
    page = text_of(work, "session", session.pk)
    assert answers_in(session) == {"worries": "The train."}
    for words in ("Library", "The bus.", "Ana R.", "Moorland", "The train.", "His sister’s"):
        assert words in page
    assert "Until facilitator corrected it" in page.replace(work.by.user.name, "facilitator")
    codes = TimelineEntry.objects.get(kind="session.corrected").codes
    detail = Event.objects.get(verb="session.corrected").detail
    assert detail == {"case": work.case.reference, **codes}
    assert ("Library" in str(codes), codes["words"]) == (False, True)
    assert "corrected: only words were changed" in text_of(work, "history")


def test_the_reports_read_what_was_corrected(work):
    span = measures.Span.of(Period.containing(TODAY), as_at=TODAY)
    session = recorded(work)
    assert measures.engaged(work.by, span).responsible == 1
    correct(work, session, attendance="not_attended", minutes=None)

    assert measures.engaged(work.by, span).responsible == 0


def test_a_second_correction_needs_the_first_to_have_been_seen(work):
    session = recorded(work)
    correct(work, session, minutes=60)

    with pytest.raises(Stale, match="corrected this session on 12 August 2026"):
        correct(work, session, minutes=45)
    session.refresh_from_db()
    assert (session.minutes, Event.objects.filter(verb="session.corrected").count()) == (60, 1)
    correct(work, session, minutes=45, seen=2)
    session.refresh_from_db()
    assert (session.minutes, version_of(session)) == (45, 3)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, WorkRefused),
        ({"minutes": None}, WorkRefused),
        ({"attendance": "cancelled"}, WorkRefused),
        ({"happened_at": NOON + timedelta(days=1)}, ImpossibleDay),
        ({"seen": 2, "minutes": 60}, Stale),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(work, given, refusal):
    session = recorded(work)

    with pytest.raises(refusal):
        correct(work, session, **given)
    session.refresh_from_db()
    assert (session.minutes, session.attendance, version_of(session)) == (90, "held", 1)
    assert Event.objects.filter(verb="session.corrected").count() == 0


def test_a_planned_session_and_one_of_a_closed_case_are_not_corrected(work):
    waiting, session = planned(work.responsible), recorded(work)

    with pytest.raises(WorkRefused):
        correct(work, waiting)
    assert work.client.get(work.url("session_correct", waiting.pk)).status_code == 404
    work.close()
    with pytest.raises(CaseClosed):
        correct(work, session, minutes=60)


def test_the_page_is_prefilled_and_leads_back_to_the_session(work):
    session = recorded(work, prompts={"since": "Better."})
    page = work.url("session_correct", session.pk)
    form = work.client.get(page).context["form"]
    answer = work.client.post(page, answers(session, said_since="Well."), follow=True)

    shown = {name: form[name].value() for name in ("attendance", "minutes", "place", "said_since")}
    assert shown == {
        "attendance": "held",
        "minutes": 90,
        "place": "Library",
        "said_since": "Better.",
    }
    assert answer.redirect_chain == [(work.url("session", session.pk), 302)]
    assert page in answer.content.decode()
    session.refresh_from_db()
    assert (session.minutes, answers_in(session)) == (60, {"since": "Well."})


def test_whoever_was_overtaken_sees_both_and_keeps_their_own(work):
    session = recorded(work)
    told = answers(session, note="My own words.")
    correct(work, session, minutes=45)
    late = work.client.post(work.url("session_correct", session.pk), told)

    text = late.content.decode()
    assert late.status_code == 409
    assert ("My own words." in text, "Yours:" in text, "45" in text) == (True, True, True)
    again = {**told, "version": str(late.context["form"].data["version"])}
    assert work.client.post(work.url("session_correct", session.pk), again).status_code == 302


def test_nobody_was_there_after_all_and_where_they_stand_is_asked(work):
    type(work.responsible).objects.filter(pk=work.responsible.pk).update(status="not_contacted")
    session = recorded(work)
    told = answers(session, attendance="not_attended", minutes="")
    answer = work.client.post(work.url("session_correct", session.pk), told, follow=True)

    assert answer.redirect_chain == [(work.url("participant", work.responsible.pk), 302)]
    work.responsible.refresh_from_db()
    assert work.responsible.status == "contacted"
    assert "Check where they stand" in answer.content.decode()


def test_the_form_is_refused_with_the_answers_in_it_and_is_nobody_elses(work):
    session = recorded(work)
    page = work.url("session_correct", session.pk)
    bad = work.client.post(page, answers(session, minutes="", note="My own words."))
    own = record_session(
        work.foreign,
        by=work.world.actor("manager"),
        now=NOON,
        purpose="preparation",
        meeting="phone",
        happened_at=EARLIER,
        minutes=10,
    )

    assert (bad.status_code, "My own words." in bad.content.decode()) == (422, True)
    assert work.client.get(work.url("session_correct", own.pk)).status_code == 404
    opened = {
        who: work.world.client(who).get(page).status_code for who in ("commissioner", "neighbour")
    }
    assert opened == {"commissioner": 403, "neighbour": 404}
    assert Session.objects.filter(minutes=90).count() == 1

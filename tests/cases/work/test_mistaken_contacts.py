from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.contacts import mark_mistaken
from cases.actions.participants import CannotStandSo, update_participant
from cases.models import TimelineEntry
from cases.queries.contacts import next_contacts
from cases.queries.facts import facts_of
from cases.queries.leaving import _reminders
from cases.queries.logged import back_to
from cases.queries.ways import ways_of
from cases.stages import ContactOutcome, ParticipantStatus
from reporting import measures
from reporting.periods import Period
from tests.factories.cases import ContactEntryFactory, SessionFactory
from tests.moments import NOON, TODAY

from .told import EARLIER, log

WHY = "The wrong button: nobody answered."


def mistaken(work, entry, **given):
    return mark_mistaken(entry, **{"why": WHY, "by": work.by, "now": NOON, **given})


def stand(work, status):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(status=status)
    work.harmed.refresh_from_db()


def history(work):
    return work.client.get(work.url("history")).content.decode()


def test_a_mistake_stays_with_who_said_so_and_why_and_is_audited(work):
    entry = mistaken(work, log(work, outcome="spoke", note="Her words."))

    assert (entry.mistaken_at, entry.mistaken_by, entry.mistaken_why, entry.note) == (
        NOON,
        work.world.users["facilitator"],
        WHY,
        "Her words.",
    )
    event = Event.objects.get(verb="contact.mistaken")
    assert event.subject_id == str(entry.pk)
    assert event.detail == {"case": work.case.reference, "channel": "phone", "result": "spoke"}


def test_a_mistake_counts_nowhere(work):
    stand(work, "attempting")
    told = {"information": ["process"], "information_format": "spoken", "next_contact_on": TODAY}
    spoke = log(work, outcome="spoke", **told)
    unsafe = log(work, outcome=ContactOutcome.UNSAFE, channel="email", against_wishes="safety")

    def counted():
        span = measures.Span.of(Period.containing(TODAY), as_at=TODAY)
        ways = {way.channel: way.because for way in ways_of(work.harmed, work.by)}
        return (
            [one.due_on for one in next_contacts(work.case, [work.harmed], work.by)],
            facts_of(work.case, work.by).informed,
            measures.contacted(work.by, span).harmed,
            "stopped" in ways["email"],
        )

    type(spoke).objects.filter(pk=unsafe.pk).update(happened_at=EARLIER - timedelta(hours=1))
    assert counted() == ([TODAY], {work.harmed.pk}, 1, True)
    assert len(_reminders(work.harmed, work.by)) == 1
    mistaken(work, spoke)
    mistaken(work, unsafe)

    assert counted() == ([], frozenset(), 0, False)
    assert _reminders(work.harmed, work.by) == []


def test_it_is_said_once(work):
    entry = log(work)
    mistaken(work, entry)

    with pytest.raises(SomebodyWasFirst, match="said on 12 August 2026"):
        mistaken(work, entry, why="Again.")
    entry.refresh_from_db()
    assert entry.mistaken_why == WHY
    assert Event.objects.filter(verb="contact.mistaken").count() == 1


def test_nothing_is_corrected_in_a_closed_case(work):
    entry = log(work)
    work.close()

    with pytest.raises(CaseClosed):
        mistaken(work, entry)
    entry.refresh_from_db()
    assert entry.mistaken_at is None


def test_the_log_and_the_history_show_it_with_the_original(work):
    entry = log(work, outcome="spoke", note="Her words.")
    page = work.url("contact_mistaken", entry.pk)
    assert page in work.client.get(work.url("contacts")).content.decode()
    answer = work.client.post(page, {"why": WHY}, follow=True)

    text = work.client.get(work.url("contacts")).content.decode()
    assert answer.redirect_chain == [(work.url("contacts"), 302)]
    assert page not in text
    struck = text[text.index("<s>") : text.index("</s>")]
    assert ("Spoke with them" in struck, "Her words." in struck, WHY in text) == (True, True, True)
    told = history(work)
    assert "Recorded by mistake: Telephone, Jessica M.: Spoke with them" in told
    assert WHY in told
    assert "it counts nowhere. Her words." in told


def test_the_reason_is_asked_for_and_a_second_press_is_told_who_was_first(work):
    page = work.url("contact_mistaken", log(work).pk)

    empty = work.client.post(page, {"why": ""})
    assert (empty.status_code, "Write what the mistake was" in empty.content.decode()) == (
        422,
        True,
    )
    assert work.client.post(page, {"why": WHY}).status_code == 302
    late = work.client.post(page, {"why": "My words."})
    assert (late.status_code, "My words." in late.content.decode()) == (409, True)


def test_entries_of_others_are_nowhere(work):
    theirs = ContactEntryFactory(participant=work.foreign)
    mine = log(work)

    assert work.client.get(work.url("contact_mistaken", theirs.pk)).status_code == 404
    page = work.url("contact_mistaken", mine.pk)
    answers = {
        who: work.world.client(who).get(page).status_code for who in ("commissioner", "neighbour")
    }
    assert answers == {"commissioner": 403, "neighbour": 404}


@pytest.mark.parametrize(
    ("before", "outcome", "stays", "told"),
    [
        ("not_contacted", "spoke", "contacted", ParticipantStatus.NOT_CONTACTED),
        ("not_contacted", "no_answer", "attempting", ParticipantStatus.NOT_CONTACTED),
        ("willing", "spoke", "willing", None),
    ],
)
def test_where_they_stand_is_asked_and_never_moved_in_silence(work, before, outcome, stays, told):
    stand(work, before)
    entry = log(work, outcome=outcome)
    work.harmed.refresh_from_db()
    assert back_to(work.harmed, work.by) is None
    page = work.url("contact_mistaken", entry.pk)
    answer = work.client.post(page, {"why": WHY}, follow=True)

    work.harmed.refresh_from_db()
    assert (work.harmed.status, back_to(work.harmed, work.by)) == (stays, told)
    to = work.url("participant", work.harmed.pk) if told else work.url("contacts")
    assert answer.redirect_chain == [(to, 302)]
    assert ("Check where they stand" in answer.content.decode()) is bool(told)


def test_where_they_stand_goes_back_as_far_as_what_is_recorded_and_no_further(work):
    stand(work, "not_contacted")
    log(work)
    mistaken(work, log(work, outcome="spoke"))
    work.harmed.refresh_from_db()
    assert back_to(work.harmed, work.by) == ParticipantStatus.ATTEMPTING

    def put(status):
        told = {"status": status, "version": work.harmed.version}
        return update_participant(work.harmed, by=work.by, now=NOON, **told)

    with pytest.raises(CannotStandSo):
        put("not_contacted")
    assert put("attempting").status == ParticipantStatus.ATTEMPTING
    assert TimelineEntry.objects.filter(kind="participant.stands").count() == 1


def test_another_contact_or_a_session_holds_them_where_they_are(work):
    stand(work, "attempting")
    wrong = log(work, outcome="spoke")
    SessionFactory(participant=work.harmed)
    mistaken(work, wrong)
    work.harmed.refresh_from_db()

    assert (work.harmed.status, back_to(work.harmed, work.by)) == ("contacted", None)

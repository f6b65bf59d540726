"""Whoever does not take part any more: what was planned stops, however it was written down."""

from datetime import timedelta

import pytest

from cases.actions.participants import update_participant
from cases.models import Companion, TimelineEntry
from cases.queries.leaving import what_stops
from tests.cases.work.conftest import day_of
from tests.cases.work.told import consent_answers, say
from tests.factories.activities import LetterFactory
from tests.factories.cases import ConsentFactory, ContactEntryFactory, SessionFactory
from tests.factories.programmes import EnrolmentFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)


@pytest.fixture
def busy(work):
    """A session with Jessica, her place beside Daniel, her course, and his letter to her."""
    session = SessionFactory(participant=work.harmed, attendance="planned", minutes=None)
    beside = SessionFactory(participant=work.responsible, attendance="planned", minutes=None)
    Companion.objects.create(area_id=work.case.area_id, session=beside, participant=work.harmed)
    place = EnrolmentFactory(participant=work.harmed)
    letter = LetterFactory(case=work.case, author=work.responsible, recipient=work.harmed)
    return session, place, letter


STOPPED = {"sessions": 1, "crossing": 1, "programmes": 1}


def stands(busy):
    for one in busy:
        one.refresh_from_db()
    session, place, letter = busy
    beside = Companion.objects.count()
    return session.attendance, session.whose_doing, place.left_on, letter.state, beside


def changed(work, status):
    update_participant(
        work.harmed, version=work.harmed.version, status=status, by=work.by, now=NOON
    )
    return TimelineEntry.objects.get(kind="participant.stands").codes


@pytest.mark.parametrize(
    ("status", "whose"),
    [("declined", "participant"), ("unsuitable", "service"), ("unreachable", "participant")],
)
def test_whoever_is_put_there_by_hand_is_expected_nowhere(work, busy, status, whose):
    for channel, days in (("phone", 21), ("text", 14), ("phone", 1)):
        ContactEntryFactory(
            participant=work.harmed,
            channel=channel,
            outcome="no_answer",
            happened_at=NOON - days * A_DAY,
        )

    codes = changed(work, status)

    assert stands(busy) == ("cancelled", whose, TODAY, "stopped", 0)
    assert {name: codes.get(name) for name in STOPPED} == STOPPED


def test_whoever_goes_on_keeps_what_is_planned(work, busy):
    codes = changed(work, "considering")

    assert stands(busy) == ("planned", "", None, "draft", 1)
    assert set(codes) == {"fields", "status", "reason"}


def test_what_would_stop_is_shown_before(work, busy):
    sentences = what_stops(work.harmed, work.by)
    pages = [
        work.client.get(work.url(name, work.harmed.pk)).context["stops"]
        for name in ("participant", "consent_add")
    ]

    assert len(sentences) == 3
    assert pages == [sentences, sentences]


@pytest.mark.parametrize(("before", "state"), [(None, "refused"), ("given", "withdrawn")])
def test_a_no_to_taking_part_stops_it_and_they_are_not_willing_any_more(work, busy, before, state):
    if before:
        ConsentFactory(participant=work.harmed, state=before, happened_on=TODAY - A_DAY)

    say(work, state=state)

    assert stands(busy) == ("cancelled", "participant", TODAY, "stopped", 0)
    work.harmed.refresh_from_db()
    assert (work.harmed.status, work.harmed.reason) == ("declined", "h_unknown")
    codes = TimelineEntry.objects.get(kind="consent.recorded").codes
    assert codes == {"purpose": "participate", "state": state, **STOPPED}
    assert TimelineEntry.objects.get(kind="participant.stands").codes == {
        "fields": ["status", "reason"],
        "status": "declined",
        "reason": "h_unknown",
    }


@pytest.mark.parametrize("status", ["participated", "withdrew"])
def test_whoever_took_part_or_stepped_back_stays_so(work, busy, status):
    work.harmed.status = status
    work.harmed.save()

    say(work, state="refused")

    work.harmed.refresh_from_db()
    assert work.harmed.status == status
    assert stands(busy)[0] == "cancelled"


def test_a_no_that_is_written_down_after_a_later_yes_stops_nothing(work, busy):
    ConsentFactory(participant=work.harmed)

    say(work, state="refused", happened_on=TODAY - A_DAY)

    work.harmed.refresh_from_db()
    assert work.harmed.status == "willing"
    assert stands(busy) == ("planned", "", None, "draft", 1)


def test_a_no_to_something_else_stops_nothing_of_it(work, busy):
    say(work, purpose="survey", state="refused")

    assert stands(busy)[:3] == ("planned", "", None)


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ({"state": "withdrawn"}, "withdraw"),
        ({"state": "refused"}, "consents"),
        ({"state": "withdrawn", "purpose": "survey"}, "consents"),
    ],
)
def test_whoever_takes_it_back_is_asked_next_what_they_said(work, given, page):
    day = day_of("happened_on", TODAY)
    for purpose in ("participate", "survey"):
        ConsentFactory(participant=work.harmed, purpose=purpose, happened_on=TODAY - A_DAY)

    answer = work.client.post(
        work.url("consent_add", work.harmed.pk), consent_answers(**day, **given), follow=True
    )

    assert answer.redirect_chain == [(work.url(page, work.harmed.pk), 302)]


def test_whoever_has_agreed_since_is_not_led_to_stepping_back(work):
    ConsentFactory(participant=work.harmed, happened_on=TODAY)
    before = day_of("happened_on", TODAY - A_DAY)

    answer = work.client.post(
        work.url("consent_add", work.harmed.pk),
        consent_answers(**before, state="withdrawn"),
        follow=True,
    )

    assert answer.redirect_chain == [(work.url("consents", work.harmed.pk), 302)]
    work.harmed.refresh_from_db()
    assert work.harmed.status == "willing"

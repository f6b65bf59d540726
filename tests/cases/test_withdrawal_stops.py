from datetime import timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.case_work import WorkRefused
from cases.actions.letter_passing import deliver_letter, take_letter_back
from cases.actions.messages import offer_message
from cases.actions.withdrawal import withdraw
from cases.models import Companion, Letter, TimelineEntry, Withdrawal
from cases.queries.consents import given_now
from cases.queries.entries import KINDS, Told
from cases.queries.leaving import ended_one_by_one, to_be_told, what_it_stops
from outbox.models import Entry
from tests.cases.made import HARMED, STOPS, daniel_of, get_ready, jessica_of
from tests.factories.activities import (
    ConferenceAttendanceFactory,
    ConferenceFactory,
    LetterFactory,
    LetterOfferFactory,
    MessageFactory,
)
from tests.factories.cases import (
    ClearanceFactory,
    ConsentFactory,
    ParticipantFactory,
    SessionFactory,
)
from tests.factories.programmes import EnrolmentFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)


def test_nobody_is_expected_any_more_where_they_would_have_been(case, actor):
    jessica, daniel = jessica_of(case), daniel_of(case)
    other = ParticipantFactory(case=case, **HARMED)
    alone, goes_on, past = (
        ConferenceFactory(case=case),
        ConferenceFactory(case=case),
        ConferenceFactory(case=case, attendance="not_attended"),
    )
    for meeting, people in (
        (alone, [jessica, daniel]),
        (goes_on, [jessica, daniel, other]),
        (past, [jessica, daniel]),
    ):
        for one in people:
            ConferenceAttendanceFactory(conference=meeting, participant=one)
    beside = made_companion(
        session=SessionFactory(participant=other, attendance="planned", minutes=None),
        participant=jessica,
    )
    shown = what_it_stops(jessica, actor)

    withdraw(jessica, by=actor, now=LATER, **STOPS)

    assert [row.attendance for row in refreshed(alone, goes_on, past)] == [
        "cancelled",
        "planned",
        "not_attended",
    ]
    assert set(goes_on.places.values_list("participant", flat=True)) == {daniel.pk, other.pk}
    assert past.places.count() == 2
    assert not Companion.objects.filter(pk=beside.pk).exists()
    at = "the meeting on 12 August 2026 at midday"
    assert sorted(shown[2:4]) == [
        f"{at.capitalize().replace('august', 'August')} is cancelled: only one side would be left.",
        f"They are no longer expected at {at}. It stays for the others.",
    ]
    told = Event.objects.filter(verb="conference.left").values_list("detail__attendance", flat=True)
    assert set(told) == {"cancelled", "planned"}
    lines = TimelineEntry.objects.filter(kind="conference.left").values_list("codes", flat=True)
    titles = {KINDS["conference.left"].title(Told(codes, "Jessica H.", {})) for codes in lines}
    assert titles == {
        "Restorative conference cancelled, as Jessica H. withdrew",
        "Restorative conference: Jessica H. is no longer expected",
    }


def made_companion(session, participant):
    return Companion.objects.create(area=session.area, session=session, participant=participant)


def refreshed(*rows):
    for row in rows:
        row.refresh_from_db()
    return rows


def test_a_letter_on_its_way_stops_and_says_so(world, case, actor):
    case = get_ready(case, stage="conference")
    jessica, daniel = jessica_of(case), daniel_of(case)
    letter = LetterFactory(case=case, author=daniel, recipient=jessica, state="offered")
    LetterOfferFactory(letter=letter, answer="wanted", answered_on=TODAY)
    message = MessageFactory(pair=case.pairs.get(), sender=jessica, recipient=daniel)
    ClearanceFactory(case=case)
    on_the_page = Letter.objects.get(pk=letter.pk)
    shown = what_it_stops(jessica, actor)

    withdraw(jessica, by=actor, now=LATER, **STOPS)

    letter, message = refreshed(letter, message)
    assert (letter.state, message.state) == ("stopped", "stopped")
    assert "The letter that was to reach them stops (Offered)." in shown
    assert any(one.startswith("The message that they asked to pass on") for one in shown)
    for seen in (on_the_page, letter):
        with pytest.raises(WorkRefused, match=f"{jessica.person.full_name} has stepped back"):
            deliver_letter(seen, delivered_on=TODAY, by=actor, now=LATER)
    with pytest.raises(Stale, match=f"{jessica.person.full_name} has stepped back"):
        take_letter_back(on_the_page, happened_on=TODAY, by=actor, now=LATER)
    with pytest.raises(WorkRefused, match="Whoever said this has stepped back"):
        offer_message(message, happened_on=TODAY, by=actor, now=LATER)
    assert Letter.objects.get(pk=letter.pk).delivered_on is None


def test_their_place_on_a_programme_ends(case, actor):
    daniel = daniel_of(case)
    place = EnrolmentFactory(participant=daniel, from_on=TODAY - DAY)
    shown = what_it_stops(daniel, actor)

    withdraw(daniel, by=actor, now=NOON, **STOPS)

    place.refresh_from_db()
    assert place.left_on == TODAY
    assert f"Their place on “{place.programme.name}” ends." in shown


def test_consents_end_as_they_say(case, actor):
    jessica = jessica_of(case)
    for purpose in ("participate", "contact", "share_other_party", "survey", "research"):
        ConsentFactory(participant=jessica, purpose=purpose)
    assert ended_one_by_one(jessica, actor) == ["survey", "research"]

    withdraw(jessica, by=actor, now=LATER, consents=["survey"], **STOPS)

    assert {line.purpose for line in given_now(jessica, actor)} == {"contact", "research"}


def test_the_consent_to_be_contacted_ends_where_they_want_no_contact(case, actor):
    jessica = jessica_of(case)
    ConsentFactory(participant=jessica, purpose="contact")

    withdraw(jessica, by=actor, now=LATER, **{**STOPS, "future_contact_ok": False})

    assert given_now(jessica, actor) == []


def test_nobody_is_reminded_of_them_any_more(case, actor):
    jessica = jessica_of(case)
    jessica.recontact_on = TODAY + DAY
    jessica.save()
    shown = what_it_stops(jessica, actor)

    withdraw(jessica, by=actor, now=NOON, **STOPS)

    assert "Nobody is reminded to contact them on 13 August 2026." in shown
    assert jessica_of(case).recontact_on is None


def test_a_failure_on_the_way_leaves_everything_as_it_was(case, actor, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError

    jessica = jessica_of(case)
    session = SessionFactory(participant=jessica, attendance="planned", minutes=None)
    monkeypatch.setattr("cases.actions.withdrawal.tell", breaks)

    with pytest.raises(RuntimeError):
        withdraw(jessica, by=actor, now=NOON, **STOPS)

    session.refresh_from_db()
    assert (session.attendance, jessica_of(case).status) == ("planned", "not_contacted")
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("known", "may_tell", "sentence"),
    [
        ("yes", True, "Jessica has decided not to go on with this. That is their right."),
        ("no", True, "The other person has decided not to go on with this. That is their right."),
        ("yes", False, "We cannot take this further at the moment. That is nothing that you did."),
    ],
)
def test_the_other_side_is_told_what_they_allow_and_nothing_is_sent(
    case, actor, known, may_tell, sentence
):
    jessica = jessica_of(case)
    jessica.known_to_other_side = known
    jessica.save()

    left = withdraw(jessica, by=actor, now=NOON, **{**STOPS, "may_tell_other_side": may_tell})

    assert to_be_told(jessica_of(case), left) == sentence
    assert not Entry.objects.exists()

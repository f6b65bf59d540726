from datetime import timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import WorkRefused
from cases.actions.letter_passing import deliver_letter
from cases.actions.participants import update_participant
from cases.actions.withdrawal import AlreadyWithdrew, withdraw
from cases.models import Companion, Consent, Letter, Participant, Withdrawal
from cases.queries.consents import given_now
from cases.queries.leaving import ended_one_by_one, to_be_told, what_it_stops
from cases.stages import ParticipantRole, ParticipantStatus, Side, WithdrawalReason
from outbox.models import Entry
from tests.cases.made import daniel_of, get_ready, jessica_of, two_sided_case
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
    PairFactory,
    ParticipantFactory,
    SessionFactory,
)
from tests.factories.programmes import EnrolmentFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)
HARMED = {"role": ParticipantRole.HARMED, "side": Side.HARMED}
STOPS = {
    "reason": WithdrawalReason.HEALTH,
    "offer_open": True,
    "future_contact_ok": True,
    "may_tell_other_side": False,
    "happened_on": TODAY,
}


@pytest.fixture
def case(world):
    return two_sided_case(world)


@pytest.fixture
def actor(world):
    return world.actor("facilitator")


def test_a_withdrawal_stops_everything_about_the_person_at_once(case, actor, world):
    case = get_ready(case, stage="preparation")
    ClearanceFactory(case=case)
    jessica, daniel = jessica_of(case), daniel_of(case)
    hers = SessionFactory(participant=jessica, attendance="planned", minutes=None)
    his = SessionFactory(participant=daniel, attendance="planned", minutes=None)

    left = withdraw(jessica, note="She is ill.", by=actor, now=LATER, **STOPS)

    jessica.refresh_from_db()
    hers.refresh_from_db()
    his.refresh_from_db()
    assert (jessica.status, jessica.may_contact, left.stage, left.note) == (
        "withdrew",
        "unknown",
        "preparation",
        "She is ill.",
    )
    assert case.pairs.get().state == "ended"
    assert (hers.attendance, his.attendance) == ("cancelled", "planned")
    consents = Consent.objects.filter(participant=jessica).order_by("recorded_at")
    assert list(consents.values_list("state", "happened_on")) == [
        ("given", TODAY),
        ("withdrawn", TODAY),
    ]
    assert case.clearances.filter(ended_at=None).count() == 1
    assert Event.objects.get(verb="participant.withdrew").detail == {
        "case": case.reference,
        "reason": "w_health",
        "sessions": 1,
        "consents": 1,
    }
    assert hers.whose_doing == "participant"


def test_one_who_wants_no_contact_gets_none(case, actor):
    withdraw(jessica_of(case), by=actor, now=NOON, **{**STOPS, "future_contact_ok": False})

    assert jessica_of(case).may_contact == "no"


def test_without_a_consent_there_is_none_to_withdraw(case, actor):
    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)

    assert not Consent.objects.exists()


@pytest.mark.parametrize("stage", ["assessment", "preparation", "conference", "outcome", "closed"])
def test_one_may_withdraw_at_any_stage(world, actor, stage):
    closed_on = TODAY if stage == "closed" else None
    case = two_sided_case(world, stage=stage, closed_on=closed_on)

    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)

    assert Withdrawal.objects.get().stage == stage
    assert case.pairs.get().state == "ended"


def test_a_withdrawal_is_recorded_once(case, actor):
    jessica = jessica_of(case)
    withdraw(jessica, by=actor, now=NOON, **STOPS)

    with pytest.raises(AlreadyWithdrew):
        withdraw(jessica, by=actor, now=NOON, **STOPS)

    assert Withdrawal.objects.count() == 1


def test_they_cannot_have_withdrawn_tomorrow(case, actor):
    with pytest.raises(ImpossibleDay):
        withdraw(jessica_of(case), by=actor, now=NOON, **{**STOPS, "happened_on": TODAY + DAY})


def test_one_who_withdrew_may_come_back(case, actor):
    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)
    jessica = jessica_of(case)

    update_participant(
        jessica, version=jessica.version, status=ParticipantStatus.CONSIDERING, by=actor, now=NOON
    )

    assert (jessica_of(case).status, case.pairs.get().state) == ("considering", "open")


def test_of_two_pairs_only_theirs_ends(case, actor):
    other = PairFactory(case=case)

    withdraw(jessica_of(case), by=actor, now=NOON, **STOPS)

    other.refresh_from_db()
    assert other.state == "open"


def test_a_participant_of_another_case_is_not_reached_through_this_one(case, world, actor):
    stranger = jessica_of(two_sided_case(world))
    stranger.case = case

    with pytest.raises(Participant.DoesNotExist):
        withdraw(stranger, by=actor, now=NOON, **STOPS)


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
    with pytest.raises(Stale):
        deliver_letter(on_the_page, delivered_on=TODAY, by=actor, now=LATER)
    with pytest.raises(WorkRefused):
        deliver_letter(letter, delivered_on=TODAY, by=actor, now=LATER)
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

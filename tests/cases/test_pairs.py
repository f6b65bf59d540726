from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions import pairs
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.closing import close_case, reopen_case
from cases.actions.pairs import PairRefused, change_pair
from cases.actions.participants import update_participant
from cases.actions.withdrawal import withdraw
from cases.models import Pair
from cases.stages import ClosureReason, PairState, Route, WithdrawalReason
from tests.cases.made import get_ready, jessica_of, two_sided_case
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def ready(case):
    return get_ready(case)


def change(case, actor, **values):
    pair = case.pairs.get()
    asked = {
        "route": Route.LETTER,
        "chosen": PairState.OPEN,
        "recontact_on": None,
        "version": pair.version,
        **values,
    }
    return change_pair(pair, by=actor, now=LATER, **asked)


def not_now(case, actor, on=TODAY):
    return change(case, actor, chosen=PairState.NOT_NOW, recontact_on=on)


def step_back(case, actor):
    withdraw(
        jessica_of(case),
        reason=WithdrawalReason.HEALTH,
        offer_open=True,
        future_contact_ok=True,
        may_tell_other_side=False,
        happened_on=TODAY,
        by=actor,
        now=LATER,
    )


def stands(case, actor, status):
    jessica = jessica_of(case)
    update_participant(jessica, version=jessica.version, status=status, by=actor, now=LATER)


def test_what_two_people_wish_for_is_recorded(case, actor):
    pair = change(case, actor)

    pair.refresh_from_db()
    case.refresh_from_db()
    assert (pair.route, pair.state, pair.recontact_on, pair.version) == ("letter", "open", None, 2)
    assert case.last_activity_at == LATER
    event = Event.objects.get(verb="pair.changed")
    assert (event.subject_id, event.detail) == (
        str(pair.pk),
        {
            "case": case.reference,
            "fields": ["route"],
            "state": "open",
            "one": str(pair.one_id),
            "other": str(pair.other_id),
        },
    )


def test_not_now_waits_until_its_day_even_where_both_are_willing(ready, actor):
    not_now(ready, actor, on=TODAY + DAY)

    stands(ready, actor, "considering")
    stands(ready, actor, "willing")

    pair = ready.pairs.get()
    assert (pair.state, pair.chosen, pair.recontact_on) == ("not_now", "not_now", TODAY + DAY)
    assert Event.objects.get(verb="pair.changed").detail["fields"] == [
        "route",
        "chosen",
        "recontact_on",
        "state",
    ]


def test_taken_up_again_both_are_willing_as_their_statuses_say(ready, actor):
    not_now(ready, actor)

    pair = change(ready, actor, recontact_on=TODAY - DAY)

    assert (pair.state, pair.chosen, pair.recontact_on) == ("willing", "open", None)


def test_what_was_ended_by_hand_stays_so_until_it_is_taken_up_again(ready, actor):
    change(ready, actor, chosen=PairState.ENDED)
    stands(ready, actor, "considering")
    stands(ready, actor, "willing")
    assert ready.pairs.get().state == "ended"

    assert change(ready, actor).state == "willing"


@pytest.mark.parametrize("chosen", [PairState.NOT_NOW, PairState.ENDED])
def test_one_who_steps_back_ends_the_pair_and_coming_back_finds_the_choice(ready, actor, chosen):
    change(ready, actor, chosen=chosen, recontact_on=TODAY)
    step_back(ready, actor)
    assert ready.pairs.get().state == "ended"

    stands(ready, actor, "willing")

    assert ready.pairs.get().state == chosen


@pytest.mark.parametrize("chosen", [PairState.NOT_NOW, PairState.ENDED])
def test_a_case_that_is_opened_again_finds_the_choice(ready, actor, chosen):
    change(ready, actor, chosen=chosen, recontact_on=TODAY)
    reason = ClosureReason.NEEDS_MET
    close_case(ready, reason=reason, happened_on=TODAY, by=actor, now=LATER)
    assert ready.pairs.get().state == "ended"

    reopen_case(ready, reason="She rang.", by=actor, now=LATER)

    assert ready.pairs.get().state == chosen


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (None, "Enter the day on which to contact them again."),
        (TODAY - DAY, "The date must be today or in the future."),
    ],
)
def test_not_now_needs_a_day_that_is_still_to_come(case, actor, on, sentence):
    with pytest.raises(ImpossibleDay) as refused:
        not_now(case, actor, on=on)

    assert str(refused.value) == sentence
    assert (case.pairs.get().version, Event.objects.count()) == (1, 0)


def test_that_both_are_willing_is_not_chosen_by_hand(case, actor):
    with pytest.raises(PairRefused, match="That both are willing is recorded with each of them."):
        change(case, actor, chosen=PairState.WILLING)


def test_between_somebody_who_has_left_and_another_nothing_is_chosen(case, actor):
    step_back(case, actor)

    with pytest.raises(PairRefused) as refused:
        change(case, actor)

    assert str(refused.value) == (
        "Jessica H. is not taking part any more. Change where they stand first."
    )


def test_the_second_of_two_is_refused(case, actor):
    change(case, actor)

    with pytest.raises(Stale):
        change(case, actor, version=1, route=Route.CONFERENCE)

    assert case.pairs.get().route == "letter"


def test_a_closed_case_is_not_worked_on(world, actor):
    case = two_sided_case(world, stage="closed", closed_on=TODAY)

    with pytest.raises(CaseClosed):
        change(case, actor)


def test_a_supervisor_changes_no_pair(case, world):
    with pytest.raises(PermissionDenied):
        change(case, world.actor("supervisor"))


def test_a_pair_of_another_case_is_not_reached_through_this_one(world, case, actor):
    other = two_sided_case(world).pairs.get()
    other.case = case

    with pytest.raises(Pair.DoesNotExist):
        change_pair(
            other,
            route=Route.LETTER,
            chosen=PairState.OPEN,
            recontact_on=None,
            version=1,
            by=actor,
            now=NOON,
        )


def test_a_failure_after_the_write_leaves_the_pair_as_it_was(case, actor, monkeypatch):
    def broken(*told, **codes):
        raise RuntimeError

    monkeypatch.setattr(pairs, "tell", broken)
    with pytest.raises(RuntimeError):
        change(case, actor)

    assert (case.pairs.get().route, Event.objects.count()) == ("not_chosen", 0)


def test_why_it_waits_is_kept_and_goes_when_it_is_taken_up_again(case, actor):
    waits = {"chosen": PairState.NOT_NOW, "recontact_on": TODAY, "reason": "h_too_soon"}
    assert change(case, actor, **waits).reason == "h_too_soon"

    assert change(case, actor, reason="h_too_soon").reason == ""

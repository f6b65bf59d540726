"""What is done about the people of a case stands in its history, in words."""

from cases.actions.details import describe_participant
from cases.actions.equality import ask_about_equality
from cases.actions.pairs import change_pair
from cases.actions.participants import update_participant
from cases.actions.safe_contact import (
    add_way,
    agree_safe_contact,
    change_way,
    end_way,
    look_at_way,
)
from cases.forms.pairs import PairForm
from cases.queries.entries import KINDS, Told
from cases.stages import PairState, Route
from people.models import ContactPoint
from tests.factories.cases import CaseFactory, PairFactory
from tests.moments import NOON, TODAY


def everything(work):
    by = {"by": work.by, "now": NOON}
    colleague = {"by": work.world.actor("colleague"), "now": NOON}
    one = work.harmed
    ways = [
        add_way(one, kind="email", value=f"{who}@example.invalid", is_safe="yes", **by)
        for who in ("a", "b", "c")
    ]
    ContactPoint.objects.update(look="waiting")
    look_at_way(one, ways[0].pk, is_safe=True, **colleague)
    look_at_way(one, ways[1].pk, is_safe=False, **colleague)
    end_way(one, change_way(one, ways[2].pk, is_safe="no", **by).pk, **by)
    agree_safe_contact(one, may_contact="yes", safe_contact="Text", version=1, **by)
    described = {"kind": "", "guardian": None, "welsh_wanted": "no", "welsh_asked_on": TODAY}
    describe_participant(
        one, version=2, person_version=1, person={}, interpreter="", **described, **by
    )
    ask_about_equality(one, answers={"sex": "female"}, not_asked="", **by)
    ask_about_equality(work.responsible, answers={}, not_asked="no_time", **by)
    update_participant(one, version=3, status="considering", **by)
    change_pair(
        work.case.pairs.get(),
        route=Route.LETTER,
        chosen=PairState.NOT_NOW,
        recontact_on=TODAY,
        version=work.case.pairs.get().version,
        **by,
    )


def test_the_history_tells_it_and_holds_no_way(work):
    everything(work)

    text = work.client.get(f"{work.url('history')}?small=yes").content.decode()
    for sentence in (
        "A way to reach Jessica M. was written down (email)",
        "A way to reach Jessica M. was changed (email)",
        "A way to reach Jessica M. is not used any more (email)",
        "A second person found a way to reach Jessica M. safe (email)",
        "A second person found a way to reach Jessica M. not safe (email)",
        "How Jessica M. may be contacted safely was changed",
        "What is known of Jessica M. was changed",
        "Jessica M. was asked about equality",
        "Daniel R. has not been asked about equality, and why",
        "Jessica M.: Thinking about it",
        "Between Jessica M. and Daniel R.: Not now",
    ):
        assert sentence in text, sentence
    assert "example.invalid" not in text


def test_an_older_line_about_a_pair_says_less(work):
    assert KINDS["pair.changed"].title(Told({}, "", {})) == ("What two people wish for was changed")


def test_two_parties_have_the_same_reasons_once(work):
    case = CaseFactory(area=work.world.kent)
    sides = {"one__side": "party_a", "other__side": "party_b"}
    parties = PairForm(pair=PairFactory(case=case, **sides)).fields["reason"].choices
    opposed = PairForm(pair=work.case.pairs.get()).fields["reason"].choices

    assert parties[1] == ("h_notint", "Prefers not to")
    assert [group for group, _rows in opposed[1:]] == ["Jessica M.", "Daniel R."]

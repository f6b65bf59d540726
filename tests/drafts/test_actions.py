from datetime import date, timedelta
from uuid import uuid4

import pytest

from areas.actor import Actor
from areas.models import AreaSettings, Membership
from areas.passing import kept_since
from areas.roles import Role
from audit.models import Event
from drafts.actions import (
    LARGEST,
    DraftGone,
    DraftTooLong,
    answers_in,
    change_draft,
    drop_draft,
    keep_draft,
    start_draft,
    sweep,
)
from drafts.models import Draft
from drafts.queries import draft_of, drafts_of, goes_on
from tests.moments import NOON, TODAY
from tests.world import stand_in

FORM, SUBJECT = "case.note", "KNT-26-00001"


def keep(actor, now=NOON, **changes):
    answers = {"note": ["half a sentence"]}
    given = {"form": FORM, "subject": SUBJECT, "answers": answers, "by": actor, "now": now}
    return keep_draft(**{**given, **changes})


def verbs():
    return list(Event.objects.order_by("at").values_list("verb", flat=True))


def test_what_was_answered_is_kept_and_found_again(world):
    actor = world.actor("facilitator")
    draft = keep(actor, base_version=3)

    found = draft_of(actor, FORM, SUBJECT)
    assert (found, answers_in(found), found.base_version) == (
        draft,
        {"note": ["half a sentence"]},
        3,
    )
    assert (found.started_at, found.saved_at, verbs()) == (NOON, NOON, ["draft.kept"])


def test_keeping_again_replaces_the_one_draft(world):
    actor, later = world.actor("facilitator"), NOON + timedelta(minutes=5)
    first = keep(actor)
    second = keep(actor, answers={"note": ["whole"]}, now=later)

    assert (first.pk, Draft.objects.count()) == (second.pk, 1)
    assert (second.started_at, second.saved_at) == (NOON, later)
    assert answers_in(draft_of(actor, FORM, SUBJECT)) == {"note": ["whole"]}


def test_of_something_new_one_may_have_several(world):
    actor = world.actor("referrer")
    drafts = {start_draft(form=FORM, answers={}, by=actor, now=NOON) for _ in range(2)}

    assert set(drafts_of(actor, FORM)) == drafts
    assert {draft.subject for draft in drafts} == {str(draft.pk) for draft in drafts}


def test_more_than_a_draft_may_hold_is_refused_and_nothing_is_kept(world):
    with pytest.raises(DraftTooLong, match="Shorten your answers"):
        keep(world.actor("facilitator"), answers={"note": ["x" * LARGEST]})

    assert (Draft.objects.count(), verbs()) == (0, [])


def test_a_change_leaves_the_rest_as_it_is(world):
    actor = world.actor("facilitator")
    draft = keep(actor)
    change_draft(draft, change=lambda held: held.update(more=["b"]), by=actor, now=NOON)

    assert answers_in(draft_of(actor, FORM, SUBJECT)) == {
        "note": ["half a sentence"],
        "more": ["b"],
    }


def test_a_draft_that_is_gone_is_not_changed(world):
    actor = world.actor("facilitator")
    draft = keep(actor)
    drop_draft(draft, by=actor)

    with pytest.raises(DraftGone, match="sent or deleted"):
        change_draft(draft, change=dict.clear, by=actor, now=NOON)


def test_a_draft_is_dropped_once(world):
    actor = world.actor("facilitator")
    draft = keep(actor)
    drop_draft(draft, by=actor)
    drop_draft(draft, by=actor)

    assert (Draft.objects.count(), verbs()) == (0, ["draft.kept", "draft.dropped"])


def test_only_its_user_finds_a_draft(world):
    draft = keep(world.actor("facilitator"))
    other = world.actor("manager")

    assert (draft_of(other, FORM, SUBJECT), list(drafts_of(other, FORM))) == (None, [])
    with pytest.raises(DraftGone):
        change_draft(draft, change=dict.clear, by=other, now=NOON)


def test_the_database_shows_a_draft_to_its_user_alone(world):
    draft = keep(world.actor("facilitator"))
    seen = {}
    for who in ("facilitator", "colleague", "manager", "coordinator"):
        world.actor(who)
        seen[who] = list(Draft.objects.all())

    assert seen == {"facilitator": [draft], "colleague": [], "manager": [], "coordinator": []}


def test_a_draft_of_another_area_is_not_there(world):
    world.join("facilitator", Role.PRACTITIONER, area=world.avon)
    keep(world.actor("facilitator", area=world.avon))

    assert draft_of(world.actor("facilitator"), FORM, SUBJECT) is None


@pytest.mark.parametrize(("days", "on"), [(28, date(2026, 9, 10)), (7, date(2026, 8, 20))])
def test_drafts_go_when_their_days_are_over_and_the_page_says_when(world, days, on):
    AreaSettings.objects.update(draft_days=days)
    actor, system = world.actor("facilitator"), Actor.system(world.kent)
    draft = keep(actor)
    kept = {}
    for day in (on - timedelta(days=1), on):
        now = NOON.replace(month=day.month, day=day.day)
        stand_in(world.kent)
        kept[day] = sweep(by=system, now=now)

    assert (goes_on(draft, actor), list(kept.values())) == (on, [0, 1])
    assert kept_since(NOON, days=0).date() == TODAY


@pytest.mark.parametrize("ended", ["membership", "user"])
def test_drafts_of_whoever_is_no_longer_a_member_go_at_once(world, ended):
    keep(world.actor("facilitator"))
    keep(world.actor("colleague"), subject=str(uuid4()))
    user = world.users["facilitator"]
    if ended == "membership":
        Membership.objects.filter(user=user).update(is_active=False)
    else:
        user.is_active = False
        user.save()
    stand_in(world.kent)

    assert sweep(by=Actor.system(world.kent), now=NOON) == 1
    assert [draft.user for draft in Draft.objects.all()] == [world.users["colleague"]]

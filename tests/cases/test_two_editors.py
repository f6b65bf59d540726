"""Two people change one thing at once: nothing that was typed is lost."""

import pytest

from cases.models import Pair, Participant
from tests.cases.made import day, get_ready, jessica_of, url
from tests.moments import TODAY


def sent(form, **changes):
    """The answers as the page printed them, and what somebody changed."""
    answers = {}
    for bound in form:
        for name, value in printed(bound):
            answers[name] = "" if value is None else value
    return {**answers, **changes}


def printed(bound):
    if bound.kind == "days":
        return [(box["name"], box["value"]) for box in bound.boxes]
    return [(bound.html_name, bound.value())]


@pytest.fixture
def edit(case):
    return url("participant", case, jessica_of(case).pk)


def test_two_people_editing_one_participant_see_both_versions_and_choose(world, case, edit):
    first, second = world.client("facilitator"), world.client("colleague")
    mine, theirs = (one.get(edit).context["form"] for one in (first, second))
    second.post(edit, sent(theirs, status="contacted"))

    lost = first.post(edit, sent(mine, status="considering"))

    assert lost.status_code == 409
    text = " ".join(lost.content.decode().split())
    assert "This record changed while you were editing" in text
    assert "Yours: Thinking about it" in text
    assert "Theirs, as it stands now: Contacted" in text
    assert lost.context["form"]["status"].value() == "considering"
    again = sent(lost.context["form"])
    assert first.post(edit, {**again, "merge_status": "theirs"}).status_code == 302
    assert Participant.objects.get(pk=jessica_of(case).pk).status == "contacted"


def test_whoever_lost_may_save_their_own_knowingly(world, case, edit):
    first, second = world.client("facilitator"), world.client("colleague")
    mine, theirs = (one.get(edit).context["form"] for one in (first, second))
    second.post(edit, sent(theirs, status="contacted"))
    lost = first.post(edit, sent(mine, status="considering"))

    saved = first.post(edit, {**sent(lost.context["form"]), "merge_status": "mine"})

    assert saved.status_code == 302
    assert Participant.objects.get(pk=jessica_of(case).pk).status == "considering"


def test_two_who_change_a_hold_see_both(world, case):
    path = url("hold", case)
    answers = {"version": 1, "reason": "asked", **day("until", TODAY.replace(day=30))}
    world.client("colleague").post(path, answers)

    lost = world.client("facilitator").post(path, {**answers, "reason": "agency"})

    assert [(one.label, one.mine, one.theirs) for one in lost.context["form"].differing] == [
        ("Why it waits", "Waiting for an agency", "Somebody in the case asked for time")
    ]


def test_two_who_change_what_is_between_two_people_see_both(world, case):
    get_ready(case)
    pair = Pair.objects.get(case=case)
    path = url("pair", case, pair.pk)
    answers = sent(world.client("colleague").get(path).context["form"])
    world.client("colleague").post(path, {**answers, "route": "letter"})

    lost = world.client("facilitator").post(path, {**answers, "route": "conference"})

    assert lost.status_code == 409
    assert [(one.mine, one.theirs) for one in lost.context["form"].differing] == [
        ("A meeting", "A letter")
    ]

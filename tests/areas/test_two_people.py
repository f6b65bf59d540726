from uuid import uuid4

import pytest

from areas.actor import Actor
from areas.two_people import SamePerson, TwoPersonAct, need_two


def test_another_person_is_let_through(world):
    actor = world.actor("supervisor")

    assert need_two(TwoPersonAct.SIGN_RISK, first=uuid4(), by=actor) is None


def test_the_same_person_is_refused_with_a_sentence(world):
    actor = world.actor("manager")

    with pytest.raises(SamePerson, match="Another service manager must publish"):
        need_two(TwoPersonAct.PUBLISH_REPORT, first=actor.user_id, by=actor)


def test_the_system_is_nobody_s_second_pair_of_eyes(world):
    with pytest.raises(SamePerson):
        need_two(TwoPersonAct.SIGN_RISK, first=uuid4(), by=Actor.system(world.kent))


def test_nobody_is_second_where_nobody_was_first(world):
    with pytest.raises(SamePerson):
        need_two(TwoPersonAct.SIGN_RISK, first=None, by=world.actor("supervisor"))


def test_the_acts_that_need_two_are_these_eight():
    assert len(TwoPersonAct) == 8

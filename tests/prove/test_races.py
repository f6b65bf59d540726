import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from areas.tenancy import in_area
from cases.actions.case import open_case
from cases.actions.stage import AlreadyMoved, move_case
from cases.models import Case, StageChange
from cases.stages import Stage
from referrals.actions import AlreadyDecided, decide_referral
from referrals.models import Referral, ReferralDecision
from referrals.stages import Decision
from tests.cases.made import get_ready, two_sided_case
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

RACES = int(os.environ.get("RJCASE_PROOF_RACES", "20"))
RUNNERS = 4


def at_once(world, acts):
    """Each act in a thread and a transaction of its own, all let go together: what each came to."""
    together = Barrier(len(acts))

    def run(act):
        name, do = act
        actor = world.actor(name)
        together.wait(timeout=10)
        try:
            with in_area(actor.area_id, actor.user_id):
                do(actor)
        except (AlreadyDecided, AlreadyMoved):
            return "told"
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def accepting(referral):
    return lambda actor: open_case(referral, label="Robbery, August 2026", by=actor, now=NOON)


def declining(referral):
    return lambda actor: decide_referral(
        referral, decision=Decision.AGE, note="Too young.", by=actor, now=NOON
    )


def moving(case):
    return lambda actor: move_case(case, to=Stage.PREPARATION, by=actor, now=NOON)


def race_to_open(world):
    referral = FullReferralFactory(area=world.kent)
    ends = at_once(
        world, [("coordinator", accepting(referral)), ("manager", accepting(referral))] * 2
    )
    with in_area(world.kent.pk):
        return ends, Case.objects.filter(referral_links__referral=referral).count()


def race_to_decide(world):
    referral = FullReferralFactory(area=world.kent)
    ends = at_once(
        world, [("coordinator", declining(referral)), ("manager", accepting(referral))] * 2
    )
    with in_area(world.kent.pk):
        cases = Case.objects.filter(referral_links__referral=referral).count()
        status = Referral.objects.get(pk=referral.pk).status
        assert (status, cases) in {("declined", 0), ("accepted", 1)}
        return ends, ReferralDecision.objects.filter(referral=referral).count()


def race_to_move(world):
    with in_area(world.kent.pk):
        case = get_ready(two_sided_case(world))
    ends = at_once(world, [("facilitator", moving(case)), ("colleague", moving(case))] * 2)
    with in_area(world.kent.pk):
        assert Case.objects.get(pk=case.pk).stage == Stage.PREPARATION
        return ends, StageChange.objects.filter(case=case).count()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", [race_to_open, race_to_decide, race_to_move])
def test_of_many_at_once_exactly_one_wins_and_the_others_are_told(world, race):
    ends = [race(world) for _ in range(RACES // 3 + 1)]

    assert ends == [(["told"] * (RUNNERS - 1) + ["won"], 1)] * len(ends)

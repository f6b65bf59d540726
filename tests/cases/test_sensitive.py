from datetime import timedelta

import pytest

from areas.models import Practitioner
from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.sensitive import mark_sensitive, unmark_sensitive
from cases.models import Case, CaseWorker, TimelineEntry
from cases.stages.sensitive import NotSensitiveReason, SensitiveReason
from referrals.actions.merge import join_referrals
from tests.cases.doors import all_of, knock
from tests.cases.made import url
from tests.factories.cases import CaseWorkerFactory
from tests.factories.referrals import IncidentFactory, ReferralFactory
from tests.moments import NOON, TODAY

ABUSE = SensitiveReason.ABUSE
LATER = NOON + timedelta(hours=1)


def mark(case, by, **changes):
    told = {"reason": ABUSE, "version": case.version, "by": by, "now": NOON, **changes}
    return mark_sensitive(case, **told)


def unmark(case, by, **changes):
    told = {"reason": NotSensitiveReason.NOT_SO, "version": case.version, "by": by, "now": LATER}
    return unmark_sensitive(case, **{**told, **changes})


def levels(world, lead, second):
    for who, level in (("facilitator", lead), ("colleague", second)):
        Practitioner.objects.filter(user=world.users[who]).update(level=level)


def told(case):
    rows = TimelineEntry.objects.filter(case=case, kind__endswith="sensitive")
    return [(row.kind, row.codes) for row in rows.order_by("recorded_at")]


def besides(world, case, who="coordinator"):
    page = world.client(who).get(url("detail", case))
    return [(task.label, task.url) for task in page.context["besides"]]


def test_whoever_works_the_case_marks_it_and_a_manager_takes_the_mark_off(world, case, actor):
    marked = mark(case, actor)
    row = unmark(marked, world.actor("manager"))

    assert (marked.is_sensitive, row.is_sensitive, row.version) == (True, False, case.version + 2)
    assert told(case) == [
        ("case.marked_sensitive", {"reason": "da"}),
        ("case.unmarked_sensitive", {"reason": "not_so"}),
    ]
    assert {
        (row.verb, row.actor_id) for row in Event.objects.filter(verb__endswith="sensitive")
    } == {
        ("case.marked_sensitive", actor.user_id),
        ("case.unmarked_sensitive", world.users["manager"].pk),
    }


def test_nothing_is_written_where_somebody_was_first_or_the_case_is_closed(world, case, actor):
    manager = world.actor("manager")
    with pytest.raises(SomebodyWasFirst):
        unmark(case, manager)
    with pytest.raises(Stale):
        mark(case, actor, version=case.version + 1)
    marked = mark(case, actor)
    with pytest.raises(SomebodyWasFirst):
        mark(marked, actor)
    with pytest.raises(Stale):
        unmark(marked, manager, version=case.version)
    marked.stage, marked.closed_on = "closed", TODAY
    marked.save()
    for refused in (lambda: mark(marked, actor), lambda: unmark(marked, manager)):
        with pytest.raises(CaseClosed):
            refused()

    assert len(told(case)) == 1


def test_the_doors(world, case):
    pages = [url("sensitive", case), url("not_sensitive", case)]

    assert knock(world.client("manager"), pages) == all_of(pages, 200)
    assert list(knock(world.client("facilitator"), pages).values()) == [200, 403]
    assert knock(world.client("supervisor"), pages) == all_of(pages, 403)
    assert knock(world.client("neighbour"), pages) == all_of(pages, 404)


def test_marked_from_the_overview_with_a_reason_and_told_in_the_history(world, case):
    client = world.client("facilitator")
    assert url("sensitive", case) in client.get(url("detail", case)).content.decode()

    missing = client.post(url("sensitive", case), {"version": case.version})
    done = client.post(url("sensitive", case), {"version": case.version, "reason": "da"})
    late = client.post(url("sensitive", case), {"version": case.version, "reason": "da"})

    assert (missing.status_code, done.status_code, done.url) == (422, 302, url("detail", case))
    assert (late.status_code, late.context["form"]["reason"].value()) == (409, "da")
    history = client.get(url("history", case)).content.decode()
    assert "Marked as sensitive: Domestic abuse, or coercive control" in history
    overview = world.client("manager").get(url("detail", case)).content.decode()
    assert url("not_sensitive", case) in overview
    assert url("not_sensitive", case) not in client.get(url("detail", case)).content.decode()
    version = Case.objects.get(pk=case.pk).version
    answer = {"version": version, "reason": "mistake"}
    assert world.client("manager").post(url("not_sensitive", case), answer).status_code == 302


def test_a_lead_whose_level_is_too_low_for_it_is_told_of_before_and_after(world, case, actor):
    levels(world, "intermediate", "intermediate")
    page = world.client("facilitator").get(url("sensitive", case)).content.decode()
    assert "The levels of those who have the case will not be enough" in page

    mark(case, actor)

    sentence = "The case is sensitive now: its lead needs a higher level, or a supervisor"
    assert besides(world, case) == [(sentence, url("allocate", case))]
    assert besides(world, case, "facilitator") == [(sentence, "")]


@pytest.mark.parametrize(
    ("lead", "second"), [("advanced", "foundation"), ("intermediate", "advanced")]
)
def test_levels_that_will_do_ask_for_nobody_else(world, case, actor, lead, second):
    levels(world, lead, second)
    page = world.client("facilitator").get(url("sensitive", case)).content.decode()
    mark(case, actor)

    assert "will not be enough" not in page
    assert besides(world, case) == []


def test_a_supervisor_makes_up_for_it_and_what_was_decided_since_stands(world, case, actor):
    levels(world, "intermediate", "intermediate")
    mark(case, actor)
    CaseWorkerFactory(case=case, user=world.users["supervisor"], role="supervisor")
    assert besides(world, case) == []
    CaseWorker.objects.filter(case=case, role="supervisor").delete()

    CaseWorker.objects.filter(case=case).update(from_at=LATER)

    assert besides(world, case) == []


def test_nobody_has_it_yet(world, case):
    CaseWorker.objects.filter(case=case).delete()
    mark(case, world.actor("coordinator"))

    assert besides(world, case) == []


def test_a_referral_that_is_joined_marks_it_too_and_that_is_told_once(world, case):
    first = case.referral_links.get().referral
    first.status = "accepted"
    first.save()
    for _number in range(2):
        second = ReferralFactory(area=world.kent)
        IncidentFactory(referral=second, flags=["da"])
        join_referrals(second, into=first, by=world.actor("coordinator"), now=LATER)

    assert Case.objects.get(pk=case.pk).is_sensitive
    assert told(case) == [("case.marked_sensitive", {"reason": "referral"})]

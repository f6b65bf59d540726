import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from areas.models import Membership
from areas.scoping import Stale
from areas.two_people import SamePerson
from audit.models import Event
from cases.actions import restriction
from cases.actions.allocation import allocate
from cases.actions.restriction import (
    AlreadySo,
    RestrictionRefused,
    give_access,
    lift_restriction,
    restrict_case,
    take_access,
)
from cases.models import Case, Restriction
from cases.queries.allocation import facilitators
from tests.cases.made import two_sided_case, url
from tests.moments import NOON

MANAGERS = ["restricted", "restriction", "restriction_take", "restriction_lift"]


def member(world, who):
    return Membership.objects.get(user=world.users[who])


def restrict(world, case, *who, by="manager"):
    return restrict_case(
        case,
        reason="staff",
        members=[member(world, one) for one in who or ("facilitator",)],
        by=world.actor(by),
        now=NOON,
    )


def sees(world, case):
    return {
        who
        for who in ("facilitator", "colleague", "coordinator", "supervisor", "manager")
        if Case.objects.visible_to(world.actor(who)).filter(pk=case.pk).exists()
    }


def page(name, *args):
    return reverse(f"cases:{name}", args=["kent", *args])


def test_only_those_named_see_a_restricted_case_whatever_their_role(world, case):
    row = restrict(world, case, "facilitator", "coordinator")

    assert sees(world, case) == {"facilitator", "coordinator"}
    assert (row.reason, row.recorded_by) == ("staff", world.users["manager"])
    assert Event.objects.get(verb="case.restricted").detail == {"reason": "staff"}
    assert Event.objects.filter(verb="case.access_given").count() == 2


def test_a_case_is_restricted_once_and_to_somebody(world, case):
    with pytest.raises(RestrictionRefused, match="Name at least one person"):
        restrict_case(case, reason="asked", members=[], by=world.actor("manager"), now=NOON)
    restrict(world, case, "manager")

    with pytest.raises(AlreadySo, match="restricted already"):
        restrict(world, case)


@pytest.mark.parametrize("who", ["referrer", "commissioner"])
def test_it_is_opened_only_to_who_works_on_cases(world, case, who):
    with pytest.raises(RestrictionRefused, match="does not work on cases here"):
        restrict(world, case, who)


@pytest.mark.parametrize("who", ["facilitator", "coordinator"])
def test_only_a_manager_restricts(world, case, who):
    with pytest.raises(PermissionDenied):
        restrict(world, case, by=who)


def test_a_failure_leaves_the_case_open(world, case, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(restriction, "tell", broken)
    with pytest.raises(RuntimeError):
        restrict(world, case)

    case.refresh_from_db()
    assert (case.is_restricted, Restriction.objects.count(), case.shares.count()) == (False, 0, 0)


def test_one_more_is_named_by_a_manager_who_does_not_read_it(world, case):
    row = restrict(world, case)

    give_access(row, member=member(world, "supervisor"), by=world.actor("deputy"))

    assert sees(world, case) == {"facilitator", "supervisor"}


def test_nobody_opens_a_restricted_case_to_themselves(world, case):
    row = restrict(world, case)

    with pytest.raises(RestrictionRefused, match="Another manager must open it to you"):
        give_access(row, member=member(world, "deputy"), by=world.actor("deputy"))
    answer = world.client("deputy").post(
        page("restriction", row.pk), {"member": str(member(world, "deputy").pk)}
    )

    assert answer.status_code == 422
    assert sees(world, case) == {"facilitator"}
    give_access(row, member=member(world, "deputy"), by=world.actor("manager"))
    assert Case.objects.visible_to(world.actor("deputy")).filter(pk=case.pk).exists()


def test_access_is_taken_but_never_from_the_last(world, case):
    row = restrict(world, case, "facilitator", "colleague")
    manager = world.actor("manager")

    take_access(row, user=world.users["colleague"], by=manager)
    assert sees(world, case) == {"facilitator"}
    with pytest.raises(AlreadySo, match="Colleague may not see this case any more"):
        take_access(row, user=world.users["colleague"], by=manager)
    with pytest.raises(RestrictionRefused, match="Name somebody else first"):
        take_access(row, user=world.users["facilitator"], by=manager)


def test_another_manager_lifts_it_and_what_was_opened_by_name_is_closed(world, case):
    row = restrict(world, case, "supervisor")

    with pytest.raises(SamePerson):
        lift_restriction(row, version=1, by=world.actor("manager"), now=NOON)
    with pytest.raises(Stale):
        lift_restriction(row, version=7, by=world.actor("deputy"), now=NOON)
    lift_restriction(row, version=1, by=world.actor("deputy"), now=NOON)

    case.refresh_from_db()
    assert (case.is_restricted, case.shares.count()) == (False, 0)
    assert "facilitator" in sees(world, case)
    with pytest.raises(AlreadySo, match="lifted this restriction already"):
        lift_restriction(row, version=2, by=world.actor("deputy"), now=NOON)


def test_one_who_leaves_the_team_sees_a_restricted_case_no_more(world, case):
    restrict(world, case, "facilitator", "colleague", "coordinator")
    world.join("other", "practitioner")
    actor = world.actor("coordinator")
    known = {row.user.name: row for row in facilitators(actor, now=NOON)}
    for row in known.values():
        row.level = "advanced"
        row.save()

    allocate(case, lead=known["Colleague"], second=known["Other"], by=actor, now=NOON)

    assert sees(world, case) == {"colleague", "coordinator"}


def test_a_manager_restricts_names_and_is_led_to_who_may_see_it(world, case):
    client = world.client("manager")
    form = client.get(url("restrict", case)).context["form"]
    assert [one.user.name for one in form["members"].initial] == ["Colleague", "Facilitator"]

    named = [str(member(world, who).pk) for who in ("facilitator", "colleague")]
    done = client.post(url("restrict", case), {"reason": "known", "members": named}, follow=True)

    row = Restriction.objects.get()
    assert done.redirect_chain == [(page("restriction", row.pk), 302)]
    text = done.content.decode()
    assert case.reference in text
    assert "Somebody in it is widely known" in text
    assert "Jessica" not in text
    assert client.get(url("detail", case)).status_code == 404
    assert case.reference in client.get(page("restricted")).content.decode()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Select why it is restricted"),
        ({"reason": "staff"}, "Select at least one person who may see it"),
    ],
)
def test_a_bad_form_is_told_what_is_missing(world, case, answers, sentence):
    answer = world.client("manager").post(url("restrict", case), answers)

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_the_second_to_restrict_finds_no_case_or_a_409(world, case):
    restrict(world, case, "manager")
    answers = {"reason": "staff", "members": [str(member(world, "manager").pk)]}

    assert world.client("manager").post(url("restrict", case), answers).status_code == 409
    assert world.client("deputy").post(url("restrict", case), answers).status_code == 404


def test_the_pages_name_and_unname_and_lift(world, case):
    row = restrict(world, case, "facilitator", "colleague")
    client = world.client("deputy")
    give = {"member": str(member(world, "supervisor").pk)}
    take = {"user": str(world.users["colleague"].pk)}

    assert client.post(page("restriction", row.pk), give).status_code == 302
    assert client.post(page("restriction_take", row.pk), take).status_code == 302
    assert sees(world, case) == {"facilitator", "supervisor"}
    assert client.post(page("restriction_lift", row.pk), {"version": 1})["Location"] == (
        page("restricted")
    )
    assert client.get(page("restriction", row.pk)).status_code == 404
    assert "No case is restricted." in client.get(page("restricted")).content.decode()


def test_what_the_actions_refuse_is_said_on_the_pages(world, case):
    row = restrict(world, case, "facilitator")
    client = world.client("manager")
    last = client.post(page("restriction_take", row.pk), {"user": world.users["facilitator"].pk})
    same = client.post(page("restriction_lift", row.pk), {"version": 1})
    stale = world.client("deputy").post(page("restriction_lift", row.pk), {"version": 5})
    nobody = client.post(page("restriction", row.pk), {"member": ""})

    assert (last.status_code, same.status_code, stale.status_code, nobody.status_code) == (
        422,
        422,
        409,
        422,
    )
    assert "Name somebody else first" in last.content.decode()
    assert "Somebody else must lift a restriction." in same.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("neighbour", 404), ("facilitator", 403), ("coordinator", 403)],
)
def test_the_pages_are_for_managers(world, case, who, status):
    row = restrict(world, case)
    client = world.client(who)

    assert client.get(page("restricted")).status_code == status
    for name in MANAGERS[1:]:
        assert client.get(page(name, row.pk)).status_code == status


def test_a_manager_of_another_area_finds_nothing_through_their_own_door(world, case):
    row = restrict(world, case)
    client = world.client("neighbour")

    for name in MANAGERS[1:]:
        assert client.get(reverse(f"cases:{name}", args=["avon", row.pk])).status_code == 404


def test_the_referral_of_a_restricted_case_shows_no_names(world, case):
    restrict(world, case, "facilitator")
    referral = case.referral_links.get().referral

    answer = world.client("coordinator").get(
        reverse("referrals:detail", args=["kent", referral.reference])
    )

    assert answer.status_code == 200
    assert answer.context["is_restricted"]
    assert case.reference not in answer.content.decode()


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(world, count_queries):
    client = world.client("manager")
    restrict(world, two_sided_case(world))
    client.get(page("restricted"))
    with count_queries() as few:
        client.get(page("restricted"))
    for _number in range(20):
        restrict(world, two_sided_case(world), "facilitator", "colleague")
    with count_queries() as many:
        client.get(page("restricted"))

    assert len(few) == len(many)

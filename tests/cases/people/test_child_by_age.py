"""A child of whom no birth date is known is a child everywhere in the case."""

from datetime import date, timedelta

import pytest

from cases.actions.case import open_case
from cases.consenting import asks_guardian, is_child, who_asks_guardian
from cases.models import Participant
from cases.personal_guards import consents_written
from cases.queries.consents import may_we
from cases.queries.next_steps import standing_of
from cases.queries.programmes import usual_group
from cases.queries.written import written_by
from people.actions import join_persons
from people.models import Person
from referrals.actions.merge import join_referrals
from tests.cases.made import get_ready, jessica_of, two_sided_case, url
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import IncidentFactory, ReferralFactory, ReferralPersonFactory
from tests.moments import NOON, TODAY

ADULT = {"date_of_birth": date(1990, 1, 1)}
CHILDREN = [{"age_told": 15, "age_told_on": TODAY}, {"said_under_18": True}]


def referral_with(world, *, person, **named):
    referral = ReferralFactory(area=world.kent)
    IncidentFactory(referral=referral)
    ReferralPersonFactory(referral=referral, side="responsible")
    ReferralPersonFactory(referral=referral, side="harmed", person=person, **named)
    ReferralPersonFactory(referral=referral, side="harmed", part="guardian")
    return referral


def opened(world, **told):
    referral = referral_with(world, **told)
    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)
    return case.participants.select_related("person", "guardian").get(role="harmed")


def child(world, **told):
    """Jessica, ready for the conference, of whom this much is known."""
    case = get_ready(two_sided_case(world))
    Person.objects.filter(pk=jessica_of(case).person_id).update(**told)
    return case, Participant.objects.select_related("person", "case").get(pk=jessica_of(case).pk)


@pytest.mark.parametrize("told", CHILDREN)
def test_on_opening_the_one_guardian_is_named_by_a_told_age(world, told):
    one = opened(world, person=PersonFactory(area=world.kent, **told))

    assert (one.guardian.role, is_child(one, TODAY)) == ("parent", True)


@pytest.mark.parametrize("told", [{}, ADULT, {"age_told": 18, "age_told_on": TODAY}])
def test_on_opening_nobody_gets_a_guardian_who_is_not_known_to_be_a_child(world, told):
    one = opened(world, person=PersonFactory(area=world.kent, **told))

    assert (one.guardian, is_child(one, TODAY)) == (None, False)


def test_an_age_that_the_referral_alone_keeps_is_brought_along(world):
    one = opened(world, person=PersonFactory(area=world.kent), age_told=15)

    assert (one.person.age_told, one.person.age_told_on) == (15, TODAY)
    assert one.guardian.role == "parent"


@pytest.mark.parametrize("told", [*CHILDREN, {"date_of_birth": TODAY - timedelta(days=5000)}])
def test_an_age_of_a_joined_record_is_brought_to_the_one_that_stands(world, told):
    named = PersonFactory(area=world.kent, **told)
    known = PersonFactory(area=world.kent)
    referral = referral_with(world, person=named)
    join_persons(named, into=known, by=world.actor("coordinator"), now=NOON)

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    one = case.participants.select_related("person", "guardian").get(role="harmed")
    assert (one.person, is_child(one, TODAY), one.guardian.role) == (known, True, "parent")


@pytest.mark.parametrize("told", CHILDREN)
def test_guard_ledger_meeting_card_and_programme_agree_on_a_child(world, told):
    case, jessica = child(world, **told)
    actor = world.actor("facilitator")
    page = world.client("facilitator").get(url("people", case))

    assert [one.sentence for one in consents_written(standing_of(case, actor), TODAY)] == [
        "Record that the parent or guardian of Jessica H. consents in writing."
    ]
    assert not may_we(jessica, "participate", actor, TODAY)
    assert written_by([jessica], TODAY, actor).missing == [jessica]
    assert "No parent or guardian is named." in page.content.decode()
    assert usual_group(jessica, TODAY) == "young_people"


def test_of_whom_nothing_is_known_a_named_guardian_makes_a_child(world):
    case, jessica = child(world)
    jessica.guardian = ParticipantFactory(case=case, role="parent", side="harmed")
    jessica.save()
    actor = world.actor("facilitator")
    page = world.client("facilitator").get(url("people", case))

    assert written_by([jessica], TODAY, actor).missing == [jessica]
    assert [one.guard for one in consents_written(standing_of(case, actor), TODAY)] == [""]
    assert "Age not known" in page.content.decode()
    ConsentFactory(participant=jessica, given_by=jessica.guardian)
    assert written_by([jessica], TODAY, actor).missing == []


@pytest.mark.parametrize("told", [*CHILDREN, {}, ADULT, {"age_told": 30}])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("why", ["", "Her mother is the one harmed."])
def test_rows_follow_the_same_rule(world, told, named, why):
    case, jessica = child(world, **told)
    guardian = ParticipantFactory(case=case, role="parent", side="harmed") if named else None
    jessica.guardian, jessica.no_guardian_why = guardian, why
    jessica.save()

    rows = Participant.objects.filter(who_asks_guardian(TODAY, of=""), pk=jessica.pk)
    assert rows.exists() is asks_guardian(jessica, TODAY)
    assert asks_guardian(jessica, TODAY) is (not why and (told in CHILDREN or (named and not told)))


def test_the_birthday_that_a_joined_referral_tells_counts_in_the_case(world):
    by = world.actor("coordinator")
    first = referral_with(world, person=PersonFactory(area=world.kent))
    case = open_case(first, label="A case", by=by, now=NOON)
    told = PersonFactory(area=world.kent, date_of_birth=date(2011, 5, 4))
    second = referral_with(world, person=told)
    root = first.people.get(side="harmed", part="party").person

    join_referrals(second, into=first, people=[(told, root)], by=by, now=NOON)

    root.refresh_from_db()
    one = case.participants.select_related("person").get(person=root)
    assert (root.date_of_birth, is_child(one, TODAY)) == (date(2011, 5, 4), True)


def test_on_opening_every_joined_record_may_know_the_birthday(world):
    by = world.actor("coordinator")
    root = PersonFactory(area=world.kent)
    told = PersonFactory(area=world.kent, date_of_birth=date(2011, 5, 4))
    first, second = (referral_with(world, person=one) for one in (root, told))
    join_referrals(second, into=first, people=[(told, root)], by=by, now=NOON)

    case = open_case(first, label="A case", by=by, now=NOON)

    one = case.participants.select_related("person").get(person=root)
    assert (one.person.date_of_birth, is_child(one, TODAY)) == (date(2011, 5, 4), True)

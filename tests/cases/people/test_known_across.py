"""Whoever comes into a case brings the ways that they had: the other side may know one of them."""

import pytest

from cases.actions.case import open_case
from cases.actions.participants import add_participant
from cases.actions.safe_contact import look_at_way
from cases.models import TimelineEntry
from people.models import ContactPoint
from people.tokens import postcode_token, value_token
from referrals.actions.merge import join_referrals
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

HERE, THERE = "07700 900111", "07700 900222"


def point(person, value=HERE, **told):
    token = value_token(person.area_id, kind="mobile", value=value)
    return ContactPointFactory(person=person, value=value, value_token=token, **told)


def waiting():
    rows = ContactPoint.objects.filter(look="waiting").order_by("recorded_at", "pk")
    return {one.pk for one in rows}


def test_a_number_that_both_sides_gave_waits_on_both(world):
    referral = FullReferralFactory(area=world.kent)
    one, other = (referral.people.get(side=side).person for side in ("harmed", "responsible"))
    both = [point(one), point(other)]
    point(one, THERE)

    case = open_case(referral, label="A case", by=world.actor("coordinator"), now=NOON)

    assert waiting() == {one.pk for one in both}
    told = TimelineEntry.objects.filter(case=case, kind="way.held").order_by("side")
    assert [(entry.side, entry.codes) for entry in told] == [
        ("harmed", {"way": "mobile"}),
        ("responsible", {"way": "mobile"}),
    ]


@pytest.mark.parametrize("ended_at", [None, NOON])
def test_somebody_whom_the_area_knows_brings_what_the_other_side_knows(work, ended_at):
    theirs = point(work.harmed.person, ended_at=ended_at)
    known = PersonFactory(area=work.case.area)
    record = PersonFactory(area=work.case.area, merged_into=known)
    brought = [point(record), point(known, THERE)]

    add_participant(
        work.case, person=known, role="responsible", side="responsible", by=work.by, now=NOON
    )

    assert waiting() == {brought[0].pk, *([] if ended_at else [theirs.pk])}
    history = work.client.get(work.url("history")).content.decode()
    assert "waits for a second person: the other side may know it (mobile telephone)" in history


def test_somebody_of_the_same_side_may_share_a_telephone(work):
    point(work.harmed.person)
    known = PersonFactory(area=work.case.area)
    point(known)

    add_participant(work.case, person=known, role="family", side="harmed", by=work.by, now=NOON)

    assert waiting() == set()


def test_what_was_looked_at_is_not_held_again_for_somebody_else(work):
    for one in (work.harmed, work.responsible):
        point(one.person, look="safe")

    add_participant(
        work.case, role="supporter", side="harmed", first_name="Ana", by=work.by, now=NOON
    )

    assert waiting() == set()


def test_anybody_may_look_at_what_somebody_sent_in_themselves(work):
    held = point(work.harmed.person, look="waiting", recorded_by=None)

    looked = look_at_way(work.harmed, held.pk, is_safe=True, by=work.by, now=NOON)

    assert (looked.look, looked.looked_by) == ("safe", work.by.user)


def test_a_record_that_is_joined_later_brings_what_the_other_side_knows(world):
    by = world.actor("coordinator")
    first, second = (FullReferralFactory(area=world.kent) for _ in range(2))
    case = open_case(first, label="A case", by=by, now=NOON)
    theirs = point(first.people.get(side="responsible").person)
    pair = [one.people.get(side="harmed").person for one in (second, first)]
    brought = point(pair[0])

    join_referrals(second, into=first, people=[tuple(pair)], by=by, now=NOON)

    assert waiting() == {theirs.pk, brought.pk}
    assert TimelineEntry.objects.filter(case=case, kind="way.held").count() == 2


@pytest.mark.parametrize(("is_mediation", "held"), [(False, 2), (True, 0)])
def test_two_spellings_of_one_address_wait_but_not_those_of_neighbours(world, is_mediation, held):
    referral = FullReferralFactory(area=world.kent)
    spelled = {"harmed": "12 High St, AB1 2CD", "responsible": "12 High Street, AB1 2CD"}
    for side, value in spelled.items():
        person = referral.people.get(side=side).person
        marks = {"kind": "address", "value": value}
        ContactPointFactory(
            person=person,
            value_token=value_token(person.area_id, **marks),
            postcode_token=postcode_token(person.area_id, **marks),
            **marks,
        )

    by = world.actor("coordinator")
    open_case(referral, label="A case", is_mediation=is_mediation, by=by, now=NOON)

    assert len(waiting()) == held

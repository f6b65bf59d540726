from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.orders import (
    ForbiddenByOrder,
    OrderRefused,
    add_order,
    agree_to_contact,
    change_order,
    end_order,
    must_be_allowed,
    take_back_agreement,
)
from cases.models import CourtOrder
from tests.factories.cases import CaseWorkerFactory, ParticipantFactory
from tests.factories.custody import CourtOrderFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)
TOLD = {
    "kind": "restraining",
    "terms": "No contact, direct or indirect.",
    "forbids_contact": True,
    "from_on": TODAY,
    "until_on": None,
}


@pytest.fixture
def order(work):
    return CourtOrderFactory(against=work.responsible, recorded_by=work.world.users["facilitator"])


def allowed(work, **when):
    return must_be_allowed(work.harmed, work.responsible, by=work.by, now=NOON, **when)


def agreed(order, world, who="manager", why="Probation agreed to a letter.", version=1):
    return agree_to_contact(order, why=why, version=version, by=world.actor(who), now=NOON)


def told_of(order):
    return {name: getattr(order, name) for name in TOLD}


def test_an_order_that_forbids_contact_stops_everything_between_the_sides(work):
    assert allowed(work) is None

    order = add_order(work.responsible, **TOLD, by=work.by, now=NOON)

    with pytest.raises(ForbiddenByOrder) as refused:
        allowed(work)
    assert str(refused.value) == (
        "An order or condition forbids Daniel R. contact with the other side. A manager must "
        "agree before anything is sent, passed on or arranged."
    )
    with pytest.raises(ForbiddenByOrder):
        must_be_allowed(work.responsible, work.harmed, by=work.by, now=NOON)
    event = Event.objects.get(verb="order.added")
    assert (event.subject_id, event.detail) == (
        str(order.pk),
        {"case": work.case.reference, "order": "restraining", "forbids": True},
    )


def test_it_stops_nothing_on_its_own_side_nor_with_neither_side(work, order):
    supporter = ParticipantFactory(case=work.case, role="supporter", side="responsible")
    observer = ParticipantFactory(case=work.case, role="observer", side="neutral")

    for other in (supporter, observer):
        assert must_be_allowed(work.responsible, other, by=work.by, now=NOON) is None


def test_an_order_against_somebody_else_stops_nothing(work):
    other = ParticipantFactory(case=work.case, role="supporter", side="responsible")
    CourtOrderFactory(against=other)
    CourtOrderFactory(against=work.foreign)

    assert allowed(work) is None


@pytest.mark.parametrize(
    ("given", "on", "stops"),
    [
        ({"from_on": TODAY}, None, True),
        ({"from_on": TODAY + A_DAY}, None, False),
        ({"from_on": TODAY + A_DAY}, TODAY + A_DAY, True),
        ({"until_on": TODAY}, None, True),
        ({"until_on": TODAY - A_DAY}, None, False),
        ({"until_on": TODAY}, TODAY + A_DAY, False),
        ({"forbids_contact": False}, None, False),
        ({"agreed_at": NOON}, None, False),
    ],
)
def test_an_order_stops_from_its_first_day_to_its_last(work, given, on, stops):
    CourtOrderFactory(against=work.responsible, **given)

    if stops:
        with pytest.raises(ForbiddenByOrder):
            allowed(work, on=on)
    else:
        assert allowed(work, on=on) is None


def test_a_manager_agrees_with_a_reason_and_it_stops_nothing_any_more(work, order):
    agreed(order, work.world)

    assert allowed(work) is None
    order.refresh_from_db()
    assert (order.agreed_by.name, order.agreed_at) == ("Manager", NOON)
    assert order.agreed_why == "Probation agreed to a letter."
    assert Event.objects.get(verb="order.agreed").actor_id == work.world.users["manager"].pk


def test_only_a_manager_agrees(work, order):
    for who in ("facilitator", "coordinator", "supervisor"):
        with pytest.raises(PermissionDenied):
            agreed(order, work.world, who)


def test_neither_who_wrote_it_down_nor_who_works_on_the_case_agrees(work):
    own = CourtOrderFactory(against=work.responsible, recorded_by=work.world.users["manager"])
    with pytest.raises(OrderRefused):
        agreed(own, work.world)

    CaseWorkerFactory(case=work.case, user=work.world.users["deputy"], role="supervisor")
    with pytest.raises(OrderRefused, match="Another manager must agree"):
        agreed(own, work.world, "deputy")

    assert Event.objects.filter(verb="order.agreed").count() == 0


def test_whoever_wrote_it_down_stays_the_first_where_another_saves_it_as_it_stood(work):
    own = CourtOrderFactory(against=work.responsible, recorded_by=work.world.users["manager"])
    change_order(own, version=1, **told_of(own), by=work.by, now=NOON)

    with pytest.raises(OrderRefused, match="Another manager must agree"):
        agreed(own, work.world, version=2)


def test_nobody_leaves_the_case_to_agree(work, order):
    left = CaseWorkerFactory(case=work.case, user=work.world.users["manager"], role="supervisor")
    left.until_at = NOON
    left.save()

    with pytest.raises(OrderRefused, match="Another manager must agree"):
        agreed(order, work.world)


def test_an_agreement_needs_a_reason_and_an_order_that_forbids(work, order):
    with pytest.raises(OrderRefused, match="Say why"):
        agreed(order, work.world, why="  ")
    order.forbids_contact = False
    order.save()
    with pytest.raises(OrderRefused, match="nobody has to agree"):
        agreed(order, work.world)


def test_the_second_manager_is_told_that_another_agreed(work, order):
    agreed(order, work.world)

    with pytest.raises(SomebodyWasFirst):
        agreed(order, work.world, "deputy", version=2)


def test_what_was_agreed_is_taken_back_by_whoever_works_on_the_case(work, order):
    agreed(order, work.world)
    take_back_agreement(order, version=2, by=work.by, now=NOON)

    with pytest.raises(ForbiddenByOrder):
        allowed(work)
    with pytest.raises(SomebodyWasFirst):
        take_back_agreement(order, version=3, by=work.by, now=NOON)
    assert Event.objects.filter(verb="order.agreement_taken_back").count() == 1


def test_an_order_ends_on_a_day_told_by_a_manager(work, order):
    manager = work.world.actor("manager")
    for by, until, version, why in (
        (work.by, TODAY, 1, OrderRefused),
        (manager, TODAY + A_DAY, 1, OrderRefused),
        (manager, order.from_on - A_DAY, 1, OrderRefused),
        (manager, TODAY, 9, Stale),
    ):
        with pytest.raises(why):
            end_order(order, until_on=until, version=version, by=by, now=NOON)
    end_order(order, until_on=TODAY - A_DAY, version=1, by=manager, now=NOON)

    assert allowed(work) is None
    with pytest.raises(SomebodyWasFirst):
        end_order(order, until_on=TODAY, version=2, by=manager, now=NOON)
    assert Event.objects.get(verb="order.ended").actor_id == work.world.users["manager"].pk


def test_an_order_that_forbids_nothing_is_ended_by_the_facilitator(work):
    order = CourtOrderFactory(against=work.responsible, forbids_contact=False)

    assert end_order(order, until_on=TODAY, version=1, by=work.by, now=NOON).until_on == TODAY


def test_a_changed_order_must_be_agreed_anew(work, order):
    agreed(order, work.world)
    told = {**told_of(order), "terms": "No letters either."}
    changed = change_order(order, version=2, **told, by=work.by, now=NOON)

    assert (changed.agreed_by, changed.agreed_at) == (None, None)
    assert CourtOrder.objects.get().terms == "No letters either."
    with pytest.raises(ForbiddenByOrder):
        allowed(work)
    with pytest.raises(Stale):
        change_order(order, version=2, **told, by=work.by, now=NOON)


def test_an_order_that_is_saved_as_it_stood_keeps_its_agreement(work, order):
    agreed(order, work.world)

    assert change_order(order, version=2, **told_of(order), by=work.by, now=NOON).agreed_at == NOON


@pytest.mark.parametrize(
    ("eased", "may"),
    [
        ({"forbids_contact": False}, False),
        ({"from_on": TODAY}, False),
        ({"until_on": TODAY - A_DAY}, False),
        ({"until_on": TODAY + A_DAY}, True),
        ({"until_on": None}, True),
        ({"from_on": TODAY - 200 * A_DAY}, True),
    ],
)
def test_only_a_manager_eases_what_forbids_contact(work, order, eased, may):
    order.until_on = TODAY
    order.save()
    told = {**told_of(order), **eased}

    if not may:
        with pytest.raises(OrderRefused, match="a service manager must"):
            change_order(order, version=1, **told, by=work.by, now=NOON)
    by = work.by if may else work.world.actor("manager")
    change_order(order, version=1, **told, by=by, now=NOON)
    assert Event.objects.filter(verb="order.changed").count() == 1


def test_an_endless_order_is_not_shortened_by_a_facilitator(work, order):
    with pytest.raises(OrderRefused):
        change_order(
            order, version=1, **{**told_of(order), "until_on": TODAY}, by=work.by, now=NOON
        )


def test_an_order_cannot_end_before_it_begins(work):
    with pytest.raises(OrderRefused, match="before the day it begins"):
        add_order(work.responsible, **{**TOLD, "until_on": TODAY - A_DAY}, by=work.by, now=NOON)
    assert CourtOrder.objects.count() == 0


def test_nothing_is_written_in_a_closed_case_or_by_a_stranger(work, order):
    with pytest.raises((Http404, PermissionDenied)):
        end_order(order, until_on=TODAY, version=1, by=work.world.actor("supervisor"), now=NOON)
    neighbour = work.world.actor("neighbour", work.world.avon)
    with pytest.raises(Http404):
        change_order(order, version=1, **told_of(order), by=neighbour, now=NOON)
    work.world.actor("facilitator")
    work.close()
    with pytest.raises(CaseClosed):
        add_order(work.responsible, **TOLD, by=work.by, now=NOON)

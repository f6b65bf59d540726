from datetime import timedelta

import pytest

from areas.models import AreaSettings
from areas.overtaken import who_was_first
from areas.scoping import Stale
from audit.models import Event
from audit.record import record
from cases.actions.contacts import log_contact
from cases.actions.participants import update_participant
from tests.cases.made import jessica_of, two_sided_case
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON
from ui.dates import moment

NOBODY = "Somebody else changed this record while you were editing."


def changed(world, name, **columns):
    row = AreaSettings.objects.get()
    return Event.objects.create(
        area_id=world.kent.pk,
        actor_id=world.users[name].pk if name else None,
        verb="settings.changed",
        subject_type=row._meta.label,
        subject_id=str(row.pk),
        outcome=columns.pop("outcome", Event.Outcome.DONE),
        **columns,
    )


def test_whoever_changed_it_last_is_named_with_the_moment(world):
    changed(world, "manager", at=NOON - timedelta(hours=1))
    changed(world, "deputy", at=NOON)
    changed(world, "coordinator", at=NOON - timedelta(days=1))

    assert who_was_first(AreaSettings.objects.get()) == (
        f"{world.users['deputy'].name} changed this record while you were editing,"
        f" on {moment(NOON)}."
    )


def test_whoever_only_looked_or_was_refused_is_not_named(world):
    record("settings.viewed", AreaSettings.objects.get(), by=world.actor("manager"))
    changed(world, "deputy", outcome=Event.Outcome.REFUSED)

    assert who_was_first(AreaSettings.objects.get()) == NOBODY


def test_nobody_is_named_for_what_several_cases_share(world):
    person = ParticipantFactory(case__area=world.kent).person
    record("person.changed", person, by=world.actor("facilitator"))

    assert who_was_first(person) == NOBODY


def test_the_system_itself_has_no_name(world):
    changed(world, None)

    assert who_was_first(AreaSettings.objects.get()) == NOBODY


def test_nobody_is_named_for_a_row_that_moves_with_others(world):
    case = two_sided_case(world)
    one, colleague, by = jessica_of(case), world.actor("colleague"), world.actor("facilitator")
    record("participant.described", one, by=colleague)
    log_contact(one, happened_at=NOON, channel="phone", outcome="spoke", by=by, now=NOON)

    with pytest.raises(Stale) as lost:
        update_participant(one, version=1, by=by, now=NOON, may_contact="no")

    assert str(lost.value) == NOBODY
    record("pair.changed", case.pairs.get(), by=colleague)
    assert who_was_first(case.pairs.get()) == NOBODY

"""What a referral told of somebody's age, for whoever works with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from areas.actor import Actor
from cases.models import Participant
from people.actions import AGE, change_person
from people.models import Person
from people.queries import root_of
from referrals.models import ReferralPerson


def bring_ages(
    rows: Iterable[Participant], told: Iterable[ReferralPerson], *, by: Actor, now: datetime
) -> None:
    """Every record that a referral names may know the age of somebody in the case; a date of birth
    says more than a told age.
    """
    people = {root_of(row.person): row.person for row in rows}
    for one in sorted(told, key=lambda place: place.person.date_of_birth is None):
        if person := people.get(root_of(one.person)):
            bring_age(person, one, by=by, now=now)


def bring_age(person: Person, told: ReferralPerson, *, by: Actor, now: datetime) -> None:
    """Let the record that stands for somebody know their age from the one that a referral named,
    or from the referral itself, where it knows nothing of it.
    """
    if person.is_child_on(timezone.localdate(now)) is not None:
        return
    named = told.person
    known = {name: getattr(named, name) for name in AGE}
    if named.date_of_birth is not None:
        known = {"date_of_birth": named.date_of_birth}
    elif named.age_told is None and told.age_told is not None:
        on = timezone.localdate(told.referral.received_at)
        known |= {"age_told": told.age_told, "age_told_on": on}
    if not any(known.values()):
        return
    now_held = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    change_person(now_held, version=now_held.version, by=by, now=now, **known)
    for name, value in known.items():
        setattr(person, name, value)

"""What a referral told of somebody's age, for whoever works with them."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from areas.actor import Actor
from people.actions import AGE, change_person
from people.models import Person
from referrals.models import ReferralPerson


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
    change_person(person, version=person.version, by=by, now=now, **known)
    for name, value in known.items():
        setattr(person, name, value)

"""What the inbox can be narrowed to: nothing of it says anything about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from areas.actor import Actor
from referrals.eligibility.facts import ADULT
from referrals.groups import HARMS, SOURCES
from referrals.models import Referral, ReferralPerson
from referrals.stages import Part

from .days import midnight, years_before


@dataclass(frozen=True, slots=True)
class Filters:
    """Codes as they stand in the address; an empty one narrows nothing. `days` back from today."""

    source: str = ""
    agency: str = ""
    harm: str = ""
    flag: str = ""
    young: bool = False
    days: str = ""

    def apply(self, rows: QuerySet[Referral], actor: Actor, *, today: date) -> QuerySet[Referral]:
        if self.source:
            rows = rows.filter(source__in=SOURCES[self.source])
        if self.agency:
            rows = rows.filter(agency_id=self.agency)
        if self.harm:
            rows = rows.filter(incident__offence__in=HARMS[self.harm])
        if self.flag:
            rows = rows.filter(incident__flags__contains=[self.flag])
        if self.young:
            rows = rows.filter(is_young(actor, today=today))
        if self.days:
            first = midnight(today - timedelta(days=int(self.days)))
            rows = rows.filter(received_at__gte=first)
        return rows


NONE = Filters()


def is_young(actor: Actor, *, today: date) -> Exists:
    """Of a referral: whether one of its parties is under 18 now, or was said to be."""
    born_after = years_before(today, ADULT)
    parties = ReferralPerson.objects.visible_to(actor).filter(
        referral=OuterRef("pk"), part=Part.PARTY
    )
    told = Q(person__date_of_birth=None, age_told__lt=ADULT)
    return Exists(parties.filter(Q(person__date_of_birth__gt=born_after) | told))

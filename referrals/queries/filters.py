"""What the inbox can be narrowed to: nothing of it says anything about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from areas.actor import Actor
from people.ages import under_18
from people.models import OF_AGE
from referrals.groups import HARMS, SOURCES
from referrals.models import Referral, ReferralPerson
from referrals.stages import Part

from .days import midnight


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
    parties = ReferralPerson.objects.visible_to(actor).filter(
        referral=OuterRef("pk"), part=Part.PARTY
    )
    here = Q(person__date_of_birth=None, person__age_told=None, age_told__lt=OF_AGE)
    return Exists(parties.filter(under_18(today, "person__") | here))

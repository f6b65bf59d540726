"""What a referral says, as far as a rule asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from people.models import OF_AGE, Answer
from referrals.models import Referral, ReferralPerson
from referrals.sides import MEDIATION, is_mediation
from referrals.stages import JusticeStage, Part, Side, Source


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one referral on the day of receipt; each tuple has one entry a person."""

    source: str = Source.OTHER
    agreed: str = Answer.UNKNOWN
    offence: str = ""
    stage: str = JusticeStage.NOT_KNOWN
    reported: str = Answer.UNKNOWN
    proceedings: str = Answer.UNKNOWN
    identified: str = Answer.UNKNOWN
    offence_here: str = Answer.UNKNOWN
    harmed_here: Sequence[str] = ()
    harmed_ages: Sequence[int | None] = ()
    responsible_here: Sequence[str] = ()
    responsible_ages: Sequence[int | None] = ()
    accepts: Sequence[str] = ()
    is_mediation: bool = False
    parties_here: Sequence[str] = ()
    parties_ages: Sequence[int | None] = ()
    somebody_is_under_18: bool = False


def facts_of(referral: Referral, named: Iterable[ReferralPerson]) -> Facts:
    """The facts of a referral and of those whom it names, on the day on which it was received."""
    named = list(named)
    parties = [one for one in named if one.part == Part.PARTY]
    harmed = [one for one in parties if one.side == Side.HARMED]
    responsible = [one for one in parties if one.side == Side.RESPONSIBLE]
    sides = [one for one in parties if one.side in MEDIATION]
    on = timezone.localdate(referral.received_at)
    told = Facts(
        source=referral.source,
        agreed=referral.agreed_to_referral,
        harmed_here=tuple(one.lives_in_area for one in harmed),
        harmed_ages=tuple(age_at(one, on) for one in harmed if not one.person.organisation),
        responsible_here=tuple(one.lives_in_area for one in responsible),
        responsible_ages=tuple(age_at(one, on) for one in responsible),
        accepts=tuple(one.accepts_responsibility for one in responsible),
        is_mediation=is_mediation(one.side for one in named),
        parties_here=tuple(one.lives_in_area for one in sides),
        parties_ages=tuple(age_at(one, on) for one in sides if not one.person.organisation),
        somebody_is_under_18=any(is_child_at(one, on) for one in parties),
    )
    incident = getattr(referral, "incident", None)
    if incident is None:
        return told
    return replace(
        told,
        offence=incident.offence,
        stage=incident.justice_stage,
        reported=Answer.YES if incident.police_reference else incident.reported,
        proceedings=incident.proceedings_live,
        identified=incident.responsible_identified,
        offence_here=incident.happened_in_area,
    )


def age_at(named: ReferralPerson, on: date) -> int | None:
    """Whole years: from the date of birth, or as the referrer told it."""
    age = named.person.age_on(on)
    return named.age_told if age is None else age


def is_child_at(named: ReferralPerson, on: date) -> bool:
    """Whether a person is under 18: by their age, or as the referrer said without an age."""
    age = age_at(named, on)
    return bool(named.person.is_child_on(on)) if age is None else age < OF_AGE

"""Three kinds of service, as field guide 7.4 describes them: rates, and what referrals are like.

The rates from `rejected` to `stays` follow one upon another; their products lie in the ranges that
are published (P1 and P3 20 to 30 in 100, P2 1.5 to 6), which a test reads off the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from referrals.stages import Custody, Decision, Flag, Initiator, JusticeStage, Offence, Source


class End(Enum):
    """How far a referral comes."""

    REJECTED = "rejected"
    FIRST_NOT_REACHED = "first_not_reached"
    FIRST_DECLINED = "first_declined"
    SECOND_NOT_REACHED = "second_not_reached"
    SECOND_DECLINED = "second_declined"
    UNSUITABLE = "unsuitable"
    WITHDREW = "withdrew"
    WROTE = "wrote"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of service. Rates are of those who came that far; weights are of all referrals."""

    code: str
    rejected: float
    first_contact: float
    first_willing: float
    second_contact: float
    second_willing: float
    suitable: float
    stays: float
    direct: float
    agrees: float
    initiators: Mapping[Initiator, int]
    sources: Mapping[Source, int]
    offences: Mapping[Offence, int]
    stages: Mapping[JusticeStage, int]
    custody: Mapping[Custody, int]

    def end(self, place: float) -> End:
        """How far the referral at this place, from 0 to 1, of all referrals comes."""
        rates = (
            (End.REJECTED, 1 - self.rejected),
            (End.FIRST_NOT_REACHED, self.first_contact),
            (End.FIRST_DECLINED, self.first_willing),
            (End.SECOND_NOT_REACHED, self.second_contact),
            (End.SECOND_DECLINED, self.second_willing),
            (End.UNSUITABLE, self.suitable),
            (End.WITHDREW, self.stays),
            (End.WROTE, self.direct),
        )
        left, edge = 1.0, 0.0
        for end, rate in rates:
            edge += left * (1 - rate)
            if place < edge:
                return end
            left *= rate
        return End.MET


EVERYDAY: dict[Offence, int] = {
    Offence.COMMON_ASSAULT: 16,
    Offence.ABH: 10,
    Offence.GBH: 4,
    Offence.HARASSMENT: 6,
    Offence.MALICIOUS_MESSAGES: 2,
    Offence.STALKING: 2,
    Offence.DAMAGE: 8,
    Offence.ARSON: 2,
    Offence.THEFT: 4,
    Offence.SHOPLIFTING: 5,
    Offence.BURGLARY: 9,
    Offence.PUBLIC_ORDER: 7,
    Offence.NEIGHBOUR: 6,
    Offence.ANTISOCIAL: 4,
    Offence.SEXUAL_ASSAULT: 2,
    Offence.RAPE: 2,
    Offence.ROBBERY: 3,
    Offence.FRAUD: 2,
    Offence.DRIVING_DEATH: 1,
    Offence.CARELESS_DRIVING: 2,
    Offence.OTHER: 3,
}
"""Field guide 7.6, P1."""

EVERYDAY_ONLY: frozenset[Offence] = frozenset({
    Offence.NEIGHBOUR,
    Offence.ANTISOCIAL,
    Offence.SHOPLIFTING,
})
SERIOUS: dict[Offence, int] = {
    offence: weight * (2 if offence in {Offence.RAPE, Offence.SEXUAL_ASSAULT} else 1)
    for offence, weight in EVERYDAY.items()
    if offence not in EVERYDAY_ONLY
} | {Offence.ROBBERY: 6, Offence.MURDER: 1, Offence.MANSLAUGHTER: 2, Offence.DRIVING_DEATH: 2}
"""Field guide 7.6, P3: sexual harm, robbery and death twice as often, no anti-social behaviour."""

FLAGS = {
    Offence.STALKING: Flag.STALKING,
    Offence.SEXUAL_ASSAULT: Flag.SEXUAL,
    Offence.RAPE: Flag.SEXUAL,
    Offence.MURDER: Flag.FATAL,
    Offence.MANSLAUGHTER: Flag.FATAL,
    Offence.DRIVING_DEATH: Flag.FATAL,
}
"""What an offence says by itself."""
OVERLAYS = ((Flag.DOMESTIC_ABUSE, 0.09), (Flag.HATE, 0.05))

ANY_STAGE = {
    JusticeStage.UNREPORTED: 6,
    JusticeStage.COMMUNITY_RESOLUTION: 18,
    JusticeStage.CONDITIONAL_CAUTION: 12,
    JusticeStage.COMMUNITY: 22,
    JusticeStage.CUSTODY: 16,
    JusticeStage.LICENCE: 8,
    JusticeStage.POST: 12,
    JusticeStage.NFA: 6,
}
SENTENCED = {
    JusticeStage.COMMUNITY: 25,
    JusticeStage.SUSPENDED: 15,
    JusticeStage.CUSTODY: 40,
    JusticeStage.LICENCE: 15,
    JusticeStage.POST: 5,
}

REFERRAL_LED = Profile(
    "P1",
    rejected=0.12,
    first_contact=0.90,
    first_willing=0.70,
    second_contact=0.85,
    second_willing=0.65,
    suitable=0.90,
    stays=0.90,
    direct=0.30,
    agrees=0.60,
    initiators={Initiator.HARMED: 45, Initiator.RESPONSIBLE: 25, Initiator.MUTUAL: 30},
    sources={
        Source.POLICE_OFFICER: 38,
        Source.POLICE_OOCD: 10,
        Source.VICTIM_SERVICE: 10,
        Source.VICTIM_CARE: 4,
        Source.PROBATION_COM: 10,
        Source.PROBATION_VLO: 4,
        Source.PRISON_POM: 6,
        Source.SELF_HARMED: 9,
        Source.SELF_RESPONSIBLE: 3,
        Source.YOUTH_JUSTICE: 2,
        Source.HOUSING: 3,
        Source.RJ_SERVICE: 1,
    },
    offences=EVERYDAY,
    stages=ANY_STAGE,
    custody={Custody.NONE: 40, Custody.COMMUNITY: 30, Custody.CUSTODY: 20, Custody.NOT_KNOWN: 10},
)
PROACTIVE_HUB = Profile(
    "P2",
    rejected=0.05,
    first_contact=0.55,
    first_willing=0.35,
    second_contact=0.60,
    second_willing=0.40,
    suitable=0.85,
    stays=0.80,
    direct=0.25,
    agrees=0.60,
    initiators={Initiator.HARMED: 85, Initiator.RESPONSIBLE: 12, Initiator.MUTUAL: 3},
    sources={
        Source.PROACTIVE: 60,
        Source.POLICE_OFFICER: 18,
        Source.VICTIM_CARE: 14,
        Source.PROBATION_COM: 5,
        Source.SELF_HARMED: 2,
        Source.SELF_RESPONSIBLE: 1,
    },
    offences=EVERYDAY,
    stages=ANY_STAGE,
    custody={Custody.NONE: 50, Custody.COMMUNITY: 25, Custody.CUSTODY: 10, Custody.NOT_KNOWN: 15},
)
POST_SENTENCE = Profile(
    "P3",
    rejected=0.10,
    first_contact=0.92,
    first_willing=0.80,
    second_contact=0.85,
    second_willing=0.62,
    suitable=0.82,
    stays=0.88,
    direct=0.45,
    agrees=0.40,
    initiators={Initiator.HARMED: 50, Initiator.RESPONSIBLE: 45, Initiator.MUTUAL: 5},
    sources={
        Source.PROBATION_VLO: 25,
        Source.PROBATION_COM: 20,
        Source.PRISON_POM: 10,
        Source.SELF_HARMED: 18,
        Source.SELF_RESPONSIBLE: 7,
        Source.HOMICIDE_SERVICE: 5,
        Source.POLICE_OFFICER: 10,
        Source.OTHER: 5,
    },
    offences=SERIOUS,
    stages=SENTENCED,
    custody={Custody.CUSTODY: 55, Custody.COMMUNITY: 40, Custody.NONE: 5},
)
REJECTIONS = {
    Decision.NO_OFFENDER: 30,
    Decision.NOT_ADMITTED: 20,
    Decision.NO_CONSENT: 15,
    Decision.NOT_RJ: 10,
    Decision.INFO_ONLY: 8,
    Decision.LIVE_PROCEEDINGS: 7,
    Decision.OUT_OF_AREA: 4,
    Decision.YOUTH_JUSTICE: 3,
    Decision.OFFENCE: 2,
    Decision.UNSAFE: 1,
}

from __future__ import annotations

from areas.models import Agency
from referrals.stages import Source

KIND = Agency.Kind
SOURCES: dict[str, tuple[Source, ...]] = {
    KIND.POLICE: (
        Source.POLICE_OFFICER,
        Source.POLICE_FLO,
        Source.POLICE_OOCD,
        Source.VICTIM_CARE,
    ),
    KIND.PROBATION: (Source.PROBATION_COM, Source.PROBATION_VLO),
    KIND.PRISON: (Source.PRISON_POM, Source.PRISON_OTHER),
    KIND.VICTIM_SERVICE: (
        Source.VICTIM_SERVICE,
        Source.VICTIM_SPECIALIST,
        Source.HOMICIDE_SERVICE,
        Source.VICTIM_CARE,
    ),
    KIND.YOUTH_JUSTICE: (Source.YOUTH_JUSTICE,),
    KIND.COUNCIL: (Source.COUNCIL, Source.HOUSING, Source.EDUCATION, Source.SOCIAL_CARE),
    KIND.OTHER: (
        Source.COURT,
        Source.PROSECUTION,
        Source.EDUCATION,
        Source.HEALTH,
        Source.VOLUNTARY,
        Source.RJ_SERVICE,
    ),
}


def sources_of(agency: Agency) -> tuple[Source, ...]:
    """What somebody of an agency may be; `other` always."""
    return (*SOURCES[agency.kind], Source.OTHER)

"""What the answers on the page that staff fill in come to: the referrer and the incident."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from people.models import Answer
from referrals.actions import IncidentTold, ReferrerTold
from referrals.sides import is_mediation
from referrals.stages import Initiator, JusticeStage, Side, Source

INITIATORS: Mapping[str, Initiator] = {
    Source.SELF_HARMED: Initiator.HARMED,
    Source.SELF_RESPONSIBLE: Initiator.RESPONSIBLE,
    Source.COURT: Initiator.COURT,
    Source.PROACTIVE: Initiator.SERVICE,
}


def initiator_of(source: str, sides: Set[Side]) -> Initiator:
    """Who wanted it first, where nobody said: themselves, their family, or else a professional.
    Of two parties it is the first who is named; where one came by themselves, the form asks which.
    """
    if source in {Source.SELF_PARTY, Source.FAMILY} and is_mediation(sides):
        return Initiator.PARTY_A if Side.PARTY_A in sides else Initiator.PARTY_B
    if source == Source.FAMILY:
        harmed = Side.HARMED in sides
        return Initiator.FAMILY_HARMED if harmed else Initiator.FAMILY_RESPONSIBLE
    return INITIATORS.get(source, Initiator.PROFESSIONAL)


def referrer_told(said: Mapping[str, Any]) -> ReferrerTold:
    return ReferrerTold(
        name=said["referrer_name"],
        email=said["referrer_email"],
        telephone=said["referrer_telephone"],
        agreed=said["agreed_to_referral"] or Answer.UNKNOWN,
        agreed_on=said["agreed_on"],
        other_side_knows=said["other_side_knows"] or Answer.UNKNOWN,
    )


def incident_told(said: Mapping[str, Any], *, named: bool) -> IncidentTold:
    """`named`: somebody responsible is named, so somebody is identified."""
    identified = Answer.YES if named else said.get("responsible_identified") or Answer.UNKNOWN
    return IncidentTold(
        offence=said["offence"],
        account=said["account"],
        happened_on=said["happened_on"],
        happened_about=said["happened_about"],
        happened_in_area=said["happened_in_area"] or Answer.UNKNOWN,
        police_reference=said["police_reference"],
        reported=said["reported"] or Answer.UNKNOWN,
        justice_stage=said["justice_stage"] or JusticeStage.NOT_KNOWN,
        proceedings_live=said["proceedings_live"] or Answer.UNKNOWN,
        responsible_identified=identified,
        flags=said["flags"],
        risks_told=said["risks_told"],
    )

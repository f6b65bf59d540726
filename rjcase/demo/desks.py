"""What lies on people's desks on the day of the data: referrals to decide, a risk to sign off."""

from __future__ import annotations

from datetime import date
from typing import Any

from areas.models import Area
from cases.stages import ParticipantStatus, RiskLevel, SessionPurpose, Side
from people.models import Answer, ContactPoint
from referrals.actions import (
    IncidentTold,
    PersonTold,
    WayToReach,
    decide_referral,
    submit_referral,
)
from referrals.actions.transfer import offer_parcel
from referrals.models import Parcel, Referral
from referrals.models.transfer import Lawful
from referrals.stages import Channel, Decision, Flag, Initiator, JusticeStage, Offence, Source
from risk.levels import Kind

from .cast import Service
from .telling import Telling, at

NERYS_CRIME = "51/20417/26"
YESTERDAY, TODAY = date(2026, 10, 1), date(2026, 10, 2)
EMAIL = ContactPoint.Kind.EMAIL


def told(side: Side, first: str, last: str) -> PersonTold:
    """A person with an address that reaches nobody."""
    address = f"{first}.{last}@example.org".lower()
    accepts = Answer.YES if side is Side.RESPONSIBLE else Answer.UNKNOWN
    way = WayToReach(EMAIL, address, Answer.YES)
    return PersonTold(
        side=side, first_name=first, last_name=last, accepts_responsibility=accepts, contact=way
    )


def refer(
    service: Service, hour: int, offence: Offence, *people: PersonTold, **incident: Any
) -> Referral:
    """What the probation officer sent yesterday."""
    moment = at(YESTERDAY, hour)
    return submit_referral(
        by=service.as_("referrer"),
        now=moment,
        received_at=moment,
        source=Source.PROBATION_COM,
        channel=Channel.WEB,
        initiator=Initiator.RESPONSIBLE,
        referrer_name="Chris Osei",
        agreed_to_referral=Answer.YES,
        incident=IncidentTold(
            offence=offence,
            account="Told in a few lines by the officer who referred.",
            happened_on=date(2026, 5, 16),
            justice_stage=JusticeStage.COMMUNITY,
            **incident,
        ),
        people=people,
    )


def ring_up(service: Service, hour: int, offence: Offence, caller: PersonTold) -> Referral:
    """What the person harmed said on the telephone this morning."""
    moment = at(TODAY, hour)
    return submit_referral(
        by=service.as_("coordinator"),
        now=moment,
        received_at=moment,
        source=Source.SELF_HARMED,
        channel=Channel.PHONE,
        initiator=Initiator.HARMED,
        agreed_to_referral=Answer.YES,
        incident=IncidentTold(
            offence=offence,
            account="Would like to know why it happened to her.",
            happened_about="in May",
            police_reference=NERYS_CRIME,
        ),
        people=[caller],
    )


def fill(service: Service) -> None:
    """Three referrals to decide, two of them about the same; one that waits for information; one
    case at the supervisor's.
    """
    one, other = told(Side.HARMED, "Nerys", "Howells"), told(Side.RESPONSIBLE, "Adam", "Frost")
    flags = (Flag.DOMESTIC_ABUSE, Flag.STALKING)
    refer(service, 9, Offence.HARASSMENT, one, other, flags=flags, police_reference=NERYS_CRIME)
    refer(service, 10, Offence.DAMAGE, told(Side.HARMED, "Jonas", "Weber"))
    waiting = refer(service, 11, Offence.THEFT, told(Side.HARMED, "Ruth", "Amos"))
    decide_referral(
        waiting,
        decision=Decision.MORE_INFO,
        note="Who is responsible, and do they accept it?",
        by=service.as_("coordinator"),
        now=at(TODAY, 9),
    )
    one, other = told(Side.HARMED, "Mair", "Bowen"), told(Side.RESPONSIBLE, "Sean", "Doyle")
    assessed(Telling(service, refer(service, 12, Offence.BURGLARY, one, other)))
    ring_up(service, 10, Offence.HARASSMENT, told(Side.HARMED, "Nerys", "Howells"))


def offer(service: Service, to_area: Area) -> Parcel:
    """A referral on its way to another area's service, which has not answered yet."""
    one, other = told(Side.HARMED, "Olwen", "Rees"), told(Side.RESPONSIBLE, "Karl", "Benn")
    return offer_parcel(
        refer(service, 13, Offence.ROBBERY, one, other),
        to_area=to_area,
        lawful=Lawful.CONSENT,
        reason="She has moved and asks for a service near her.",
        by=service.as_("coordinator"),
        now=at(TODAY, 11),
    )


def assessed(tale: Telling) -> None:
    """A case whose risk the supervisor has still to sign."""
    tale.accept(YESTERDAY, label="Burglary, May 2026", hour=13)
    tale.allocate(YESTERDAY, hour=14)
    for side in (Side.HARMED, Side.RESPONSIBLE):
        tale.reach(side, TODAY)
        tale.meet(side, TODAY, purpose=SessionPurpose.ASSESSMENT)
        accepted = {} if side is Side.HARMED else {"responsibility_accepted_on": TODAY}
        tale.stands(
            side,
            TODAY,
            ParticipantStatus.CONSIDERING,
            may_contact=Answer.YES,
            safe_contact="By email first; a call is fine on weekday mornings.",
            **accepted,
        )
    tale.submit(
        TODAY,
        kind=Kind.INITIAL,
        level=RiskLevel.LOW,
        reasons="Neither knows the other. Both are calm and have support at home.",
    )

"""How most referrals end: early, and for an ordinary reason."""

from __future__ import annotations

from datetime import date

from cases.stages import ClosureReason, SessionPurpose, Side
from people.models import Answer, ContactPoint
from referrals.actions import IncidentTold, PersonTold, WayToReach, decide_referral, submit_referral
from referrals.models import Referral
from referrals.stages import Channel, Decision, Initiator, JusticeStage, Offence, Source

from .cast import Service
from .telling import Telling, at

BURGLARY = IncidentTold(
    offence=Offence.BURGLARY,
    account="Her home was entered while she slept. She asks why her house was chosen.",
    happened_on=date(2026, 3, 2),
    justice_stage=JusticeStage.CUSTODY,
)
HER_TELEPHONE = WayToReach(ContactPoint.Kind.TELEPHONE, "01632 960114", Answer.YES, Answer.YES)
AMINA = PersonTold(side=Side.HARMED, first_name="Amina", last_name="Yusuf", contact=HER_TELEPHONE)
LEE = PersonTold(
    side=Side.RESPONSIBLE,
    first_name="Lee",
    last_name="Barton",
    accepts_responsibility=Answer.YES,
)


def burglary_whose_needs_were_met(service: Service) -> Telling:
    """A woman whose home was burgled wanted to know why her house; two answers were enough."""
    day = at(date(2026, 7, 8), 9)
    referral = submit_referral(
        by=service.as_("coordinator"),
        now=day,
        received_at=day,
        source=Source.VICTIM_SERVICE,
        channel=Channel.PHONE,
        initiator=Initiator.HARMED,
        agreed_to_referral=Answer.YES,
        incident=BURGLARY,
        people=[AMINA, LEE],
    )
    tale = Telling(service, referral)
    tale.accept(date(2026, 7, 9), label="Burglary, March 2026")
    tale.allocate(date(2026, 7, 9))
    tale.reach(Side.HARMED, date(2026, 7, 13))
    tale.meet(Side.HARMED, date(2026, 7, 16), purpose=SessionPurpose.ASSESSMENT)
    he_said = "He chose it because a window stood open. He knew nobody there."
    tale.reach(Side.RESPONSIBLE, date(2026, 7, 22), note=he_said)
    enough = "That was what she needed to know."
    tale.reach(Side.HARMED, date(2026, 7, 24), informed=False, note=enough)
    at_peace = "She sleeps better and wants nothing further."
    tale.close(date(2026, 7, 27), ClosureReason.NEEDS_MET, note=at_peace)
    return tale


def referral_without_anybody_identified(service: Service) -> Referral:
    """Declined: nobody responsible has been identified, so nobody is approached."""
    day = at(date(2026, 7, 14), 15)
    referral = submit_referral(
        by=service.as_("referrer"),
        now=day,
        received_at=day,
        source=Source.POLICE_OFFICER,
        channel=Channel.WEB,
        initiator=Initiator.HARMED,
        referrer_name="Chris Osei",
        agreed_to_referral=Answer.YES,
        incident=IncidentTold(
            offence=Offence.DAMAGE,
            account="His car was scratched overnight.",
            justice_stage=JusticeStage.REPORTED,
        ),
        people=[PersonTold(side=Side.HARMED, first_name="Peter", last_name="Walsh")],
    )
    return decide_referral(
        referral,
        decision=Decision.NO_OFFENDER,
        note="Told the officer that it may be referred again when somebody is identified.",
        by=service.as_("coordinator"),
        now=at(date(2026, 7, 15), 10),
    )

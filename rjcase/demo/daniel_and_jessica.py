"""The case that London's rehabilitation company published: Daniel, Jessica, a letter and a meeting.

Names and course are as published; the days are ours, within 2026-27 Q2.
"""

from __future__ import annotations

from datetime import date

from cases.stages import (
    AgencyRole,
    ClosureReason,
    Held,
    Hope,
    NeedsMoment,
    OfferAnswer,
    ParticipantStatus,
    RiskLevel,
    SessionPurpose,
    Side,
    Stage,
)
from people.models import Answer, ContactPoint
from referrals.actions import IncidentTold, PersonTold, WayToReach, submit_referral
from referrals.models import Referral
from referrals.stages import Channel, Initiator, JusticeStage, Offence, Source
from risk.levels import AppliesTo, Factor, Kind, Risk

from . import besides
from .cast import Service
from .telling import Telling, at

PROGRAMME = [date(2026, 7, day) for day in (6, 9, 13, 16, 20, 23, 27, 30)] + [
    date(2026, 8, day) for day in (3, 6, 10, 13)
]
"""Twelve sessions of three hours, in three stages of four."""

ACCOUNT = (
    "Daniel punched Jessica at a bus stop and took her telephone. Afterwards she lost a "
    "pregnancy and her relationship ended. He is on probation and has said that he wants her to "
    "know that he is sorry."
)
REASONS = (
    "Daniel accepts what he did and has worked for it. Jessica is steady, has support from her "
    "sister and wants to decide each step herself. The two have never met otherwise."
)


INCIDENT = IncidentTold(
    offence=Offence.ROBBERY,
    account=ACCOUNT,
    happened_on=date(2025, 11, 14),
    police_reference="01/45127/25",
    justice_stage=JusticeStage.COMMUNITY,
)
MOBILE = ContactPoint.Kind.MOBILE
HER_TELEPHONE = WayToReach(MOBILE, "07700 900301", Answer.YES, Answer.NO, "weekdays after 5pm")
JESSICA = PersonTold(
    side=Side.HARMED, first_name="Jessica", last_name="Morgan", contact=HER_TELEPHONE
)
DANIEL = PersonTold(
    side=Side.RESPONSIBLE,
    first_name="Daniel",
    last_name="Reid",
    accepts_responsibility=Answer.YES,
    contact=WayToReach(MOBILE, "07700 900302", Answer.YES, Answer.YES),
)


def refer(service: Service) -> Referral:
    """On 1 July a probation practitioner refers Daniel, who is on probation, towards Jessica."""
    day = at(date(2026, 7, 1), 10)
    return submit_referral(
        by=service.as_("referrer"),
        now=day,
        received_at=day,
        source=Source.PROBATION_COM,
        channel=Channel.WEB,
        initiator=Initiator.RESPONSIBLE,
        referrer_name="Chris Osei",
        agreed_to_referral=Answer.YES,
        incident=INCIDENT,
        people=[JESSICA, DANIEL],
        as_sent=[
            ("Who was harmed?", "Jessica Morgan"),
            ("Who is responsible?", "Daniel Reid"),
            ("What happened?", ACCOUNT),
        ],
    )


def assess(tale: Telling) -> None:
    """Twelve sessions with Daniel; Jessica is told, thinks, and is willing to be prepared."""
    tale.reach(
        Side.RESPONSIBLE, date(2026, 7, 3), note="Explained the programme and that Jessica decides."
    )
    tale.clear(
        date(2026, 7, 3),
        kind=Kind.INITIAL,
        reasons="He does not know where she lives. She need not be told of him to be safe.",
    )
    for number, day in enumerate(PROGRAMME, start=1):
        tale.meet(
            Side.RESPONSIBLE,
            day,
            purpose=SessionPurpose.PROGRAMME,
            minutes=180,
            note=f"Session {number} of 12.",
        )
    tale.stands(
        Side.RESPONSIBLE,
        date(2026, 8, 13),
        ParticipantStatus.WILLING,
        responsibility_accepted_on=date(2026, 7, 6),
        may_contact=Answer.YES,
    )
    tale.reach(Side.HARMED, date(2026, 7, 20), note="Was surprised. Would like to think about it.")
    tale.stands(
        Side.HARMED,
        date(2026, 7, 20),
        ParticipantStatus.CONSIDERING,
        may_contact=Answer.YES,
        safe_contact="Text first, weekdays after 5pm. No voicemail.",
    )
    tale.meet(Side.HARMED, date(2026, 8, 4), purpose=SessionPurpose.ASSESSMENT)
    tale.stands(Side.HARMED, date(2026, 8, 14), ParticipantStatus.WILLING)
    tale.move(date(2026, 8, 14), Stage.PREPARATION)


def write_down(tale: Telling) -> None:
    """Where he is supervised and by whom; how she is and what she hopes for."""
    besides.moved(tale, date(2026, 7, 3), Held.ORDER)
    besides.knows(tale, date(2026, 7, 3), AgencyRole.COM, "Chris Osei", agency="London Probation")
    besides.needs_of(tale, Side.HARMED, date(2026, 8, 4), (2, 4, 2, 4, 5, 3, 2, 2))
    besides.hopes_of(
        tale, Side.HARMED, date(2026, 8, 4), Hope.VOICE, Hope.CLOSURE, words="That he hears it."
    )
    besides.note(
        tale, date(2026, 8, 4), "Her sister may come along to whatever follows.", side=Side.HARMED
    )


def prepare(tale: Telling) -> None:
    """Risk signed off, consents written, the letter checked by the second facilitator."""
    tale.clear(
        date(2026, 8, 17),
        reasons=REASONS,
        factors=[
            Risk(
                Factor.TRAUMA,
                AppliesTo.HARMED,
                2,
                3,
                "Each step is hers; her sister is near.",
                RiskLevel.MEDIUM,
            ),
            Risk(
                Factor.EXPECTATIONS,
                AppliesTo.RESPONSIBLE,
                2,
                2,
                "Told that no answer is an answer.",
                RiskLevel.LOW,
            ),
        ],
    )
    for side, day in ((Side.RESPONSIBLE, date(2026, 8, 18)), (Side.HARMED, date(2026, 8, 19))):
        tale.meet(side, day)
        tale.consent(side, day)
    tale.move(date(2026, 8, 20), Stage.CONFERENCE)


def exchange(tale: Telling) -> None:
    """First she does not want the letter; later she does, finds it self-centred, asks to meet."""
    letter = tale.write(
        date(2026, 8, 20),
        "Dear Jessica, I have thought every day about what I did at the bus stop. "
        "I was not well then. I am sorry.",
    )
    letter = tale.offer(letter, date(2026, 8, 24), OfferAnswer.NOT_NOW)
    letter = tale.offer(letter, date(2026, 9, 3), OfferAnswer.WANTED)
    tale.deliver(letter, date(2026, 9, 4))
    tale.reach(
        Side.HARMED,
        date(2026, 9, 8),
        informed=False,
        note="She found the letter self-centred. She asks to meet him and tell him herself.",
    )
    tale.clear(
        date(2026, 9, 10),
        kind=Kind.PRE_MEETING,
        reasons="Both were seen again. Her sister will come along.",
    )
    for side, day in ((Side.HARMED, date(2026, 9, 14)), (Side.RESPONSIBLE, date(2026, 9, 15))):
        tale.meet(side, day)
    tale.confer(
        date(2026, 9, 22),
        note="She told him what it had cost her. He listened. She said that she gained closure.",
    )
    tale.move(date(2026, 9, 23), Stage.OUTCOME)


def tell(service: Service) -> Telling:
    """The whole case, from the referral on 1 July to its end on 28 September 2026."""
    tale = Telling(service, refer(service))
    tale.accept(date(2026, 7, 2), label="Robbery, November 2025")
    tale.allocate(date(2026, 7, 2))
    assess(tale)
    write_down(tale)
    prepare(tale)
    exchange(tale)
    tale.meet(Side.HARMED, date(2026, 9, 25), purpose=SessionPurpose.DEBRIEF, minutes=45)
    besides.needs_of(
        tale, Side.HARMED, date(2026, 9, 25), (3, 4, 4, 4, 5, 3, 4, 3), moment=NeedsMoment.END
    )
    tale.close(
        date(2026, 9, 28), ClosureReason.BOTH, note="Both were seen after the meeting and are well."
    )
    return tale

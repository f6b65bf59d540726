"""Four cases still being worked: in prison, in a family, between neighbours, restricted."""

from __future__ import annotations

from datetime import date, timedelta

from areas.models import Membership
from cases.actions import (
    concerns,
    custody_dates,
    hold,
    messages,
    orders,
    programme_meetings,
    programmes,
    restriction,
    sessions,
)
from cases.models import ProgrammeSession
from cases.stages import (
    AgencyRole,
    Audience,
    Group,
    Held,
    HoldReason,
    Hope,
    KeyDateKind,
    Meeting,
    NeedsBy,
    ParticipantStatus,
    ProgrammeKind,
    RestrictionReason,
    SessionPurpose,
    Side,
)
from people.models import Answer
from referrals.actions import IncidentTold, PersonTold, submit_referral
from referrals.models import Referral
from referrals.stages import Channel, Initiator, JusticeStage, Offence, Source
from risk.levels import Kind

from . import besides
from .cast import Service
from .desks import told
from .telling import Telling, at

THAMESIDE, WANDSWORTH = "TSI", "WWI"
VICTIM_SERVICE = (Source.VICTIM_SERVICE, Initiator.HARMED, JusticeStage.CUSTODY)
HOUSING = (Source.HOUSING, Initiator.PROFESSIONAL, JusticeStage.NON_CRIME)


def refer(
    service: Service,
    day: date,
    offence: Offence,
    account: str,
    *people: PersonTold,
    by: tuple[Source, Initiator, JusticeStage] = VICTIM_SERVICE,
) -> Referral:
    """Told on the telephone: by a victims' service, if nothing else is said."""
    source, initiator, stage = by
    return submit_referral(
        by=service.as_("coordinator"),
        now=at(day, 9),
        received_at=at(day, 9),
        source=source,
        channel=Channel.PHONE,
        initiator=initiator,
        agreed_to_referral=Answer.YES,
        incident=IncidentTold(
            offence=offence,
            account=account,
            happened_on=date(2026, 6, 6),
            justice_stage=stage,
        ),
        people=people,
    )


def tell(service: Service) -> list[Telling]:
    return [
        robbery_of_a_shop(service),
        mother_and_son(service),
        two_neighbours(service),
        somebody_widely_known(service),
    ]


def robbery_of_a_shop(service: Service) -> Telling:
    """He is in prison and an order binds him; a manager lets her questions cross."""
    priya, marcus = told(Side.HARMED, "Priya", "Shah"), told(Side.RESPONSIBLE, "Marcus", "Webb")
    account = "He took the day's money from her shop with a knife in his hand."
    tale = Telling(
        service, refer(service, date(2026, 9, 2), Offence.ROBBERY, account, priya, marcus)
    )
    tale.accept(date(2026, 9, 3), label="Robbery of a shop, June 2026")
    tale.allocate(date(2026, 9, 3))
    in_prison(tale)
    tale.reach(Side.HARMED, date(2026, 9, 8), note="Has questions. Keeps the shop shut after dark.")
    tale.meet(Side.HARMED, date(2026, 9, 15), purpose=SessionPurpose.ASSESSMENT)
    besides.needs_of(tale, Side.HARMED, date(2026, 9, 15), (2, 5, 3, 3, 5, 2, 3, 1))
    besides.needs_of(
        tale,
        Side.HARMED,
        date(2026, 9, 15),
        (2, 5, 4, 3, 5, 3, 3, 2),
        by_whom=NeedsBy.PRACTITIONER,
    )
    besides.hopes_of(
        tale, Side.HARMED, date(2026, 9, 15), Hope.ANSWERS, Hope.SAFETY, words="Why our shop?"
    )
    tale.stands(Side.HARMED, date(2026, 9, 15), ParticipantStatus.WILLING, may_contact=Answer.YES)
    besides.note(
        tale, date(2026, 9, 16), "Her brother minds the shop on Thursdays.", side=Side.HARMED
    )
    besides.note(
        tale,
        date(2026, 9, 29),
        "The police ask to be told before anything is carried into the prison.",
        audience=Audience.MANAGERS,
    )
    bound_and_asked(tale)
    return tale


def in_prison(tale: Telling) -> None:
    """On remand, then sentenced and moved; access is asked for and chased."""
    here = besides.moved(tale, date(2026, 9, 4), Held.REMAND, THAMESIDE)
    besides.moved(tale, date(2026, 9, 18), Held.SENTENCED, WANDSWORTH, after=here)
    pom = AgencyRole.POM
    besides.knows(tale, date(2026, 9, 21), pom, "Joanne Field", agency="HMP Wandsworth")
    besides.asks_for_access(tale, date(2026, 9, 21), WANDSWORTH, chased=date(2026, 9, 28))
    for kind, day in (
        (KeyDateKind.HDC, date(2027, 3, 1)),
        (KeyDateKind.RELEASE, date(2027, 8, 14)),
    ):
        custody_dates.add_key_date(
            tale.one(Side.RESPONSIBLE),
            kind=kind,
            on=day,
            by=tale.service.as_(tale.lead),
            now=at(date(2026, 9, 21), 16),
        )
    tale.reach(Side.RESPONSIBLE, date(2026, 9, 22), note="By telephone, with his offender manager.")
    sessions.plan_session(
        tale.one(Side.RESPONSIBLE),
        purpose=SessionPurpose.ASSESSMENT,
        meeting=Meeting.IN_PERSON,
        happened_at=at(date(2026, 10, 7), 9, 30),
        establishment=WANDSWORTH,
        by=tale.service.as_(tale.lead),
        now=at(date(2026, 9, 29), 10),
    )


def bound_and_asked(tale: Telling) -> None:
    """What stands between them, who agreed, and her first question, read and not yet carried."""
    order = besides.bound(
        tale,
        date(2026, 9, 18),
        until=date(2028, 9, 17),
        terms="Not to approach or contact Priya Shah, directly or through others.",
    )
    orders.agree_to_contact(
        order,
        why="She asks for answers herself, and the court's words allow this service to carry them.",
        version=order.version,
        by=tale.service.as_("manager"),
        now=at(date(2026, 9, 30), 10),
    )
    message = messages.take_message(
        tale.case,
        sender=tale.one(Side.HARMED),
        recipient=tale.one(Side.RESPONSIBLE),
        text="Why did you choose our shop?",
        said_on=date(2026, 9, 30),
        by=tale.service.as_(tale.lead),
        now=at(date(2026, 9, 30), 14),
    )
    messages.check_message(message, by=tale.service.as_(tale.second), now=at(date(2026, 10, 1), 9))


def mother_and_son(service: Service) -> Telling:
    """A family programme of which four weeks are over; a worry is raised to the supervisor."""
    helen, ben = told(Side.HARMED, "Helen", "Novak"), told(Side.RESPONSIBLE, "Ben", "Novak")
    account = "He has hit her more than once. Both want to live together without it."
    tale = Telling(
        service, refer(service, date(2026, 8, 24), Offence.CHILD_TO_PARENT, account, helen, ben)
    )
    tale.accept(date(2026, 8, 25), label="In a family, summer 2026")
    tale.allocate(date(2026, 8, 25))
    for side in (Side.HARMED, Side.RESPONSIBLE):
        tale.reach(side, date(2026, 8, 27))
        tale.stands(side, date(2026, 8, 28), ParticipantStatus.WILLING, may_contact=Answer.YES)
    besides.hopes_of(
        tale, Side.HARMED, date(2026, 8, 28), Hope.FUTURE, Hope.SAFETY, words="A quiet evening."
    )
    besides.ready_to_sit_together(tale)
    weekly_evenings(tale)
    worry(tale)
    return tale


def weekly_evenings(tale: Telling) -> None:
    """Step Up on Monday evenings, with a place for each; he missed the third."""
    by, first = tale.service.as_(tale.lead), date(2026, 9, 7)
    programme = programmes.start_programme(
        kind=ProgrammeKind.STEP_UP,
        name="Step Up, autumn 2026",
        starts_at=at(first, 18),
        place="The hub, two rooms",
        leads=[tale.service.users["volunteer"]],
        by=by,
        now=at(date(2026, 8, 28), 17),
    )
    groups = ((Side.HARMED, Group.PARENTS), (Side.RESPONSIBLE, Group.YOUNG_PEOPLE))
    places = {
        side: programmes.enrol(
            tale.one(side),
            programme=programme,
            group=group,
            from_on=first,
            by=by,
            now=at(date(2026, 9, 1), 17),
        )
        for side, group in groups
    }
    rows = ProgrammeSession.objects.visible_to(by).filter(programme=programme, number__lte=4)
    for meeting in rows.order_by("number", "group"):
        expected = [place for place in places.values() if meeting.group in (place.group, Group.ALL)]
        away = meeting.number == 3 and meeting.group == Group.YOUNG_PEOPLE
        programme_meetings.hold_meeting(
            meeting,
            came=[] if away else expected,
            minutes=120,
            by=by,
            now=at(first + timedelta(weeks=meeting.number - 1), 21),
        )


def worry(tale: Telling) -> None:
    concerns.raise_concern(
        tale.one(Side.HARMED),
        raised_to=tale.service.users["supervisor"],
        what="She said that he had his hand up again on Sunday. Nobody was hurt.",
        happened_at=at(date(2026, 9, 28), 20),
        by=tale.service.as_(tale.lead),
        now=at(date(2026, 9, 28), 21, 30),
    )


def two_neighbours(service: Service) -> Telling:
    """A mediation without a harmed side, which waits until one of them is well again."""
    anna, tom = told(Side.PARTY_A, "Anna", "Lund"), told(Side.PARTY_B, "Tom", "Akers")
    account = "They have quarrelled about a hedge for two summers."
    day = date(2026, 9, 9)
    referral = refer(service, day, Offence.NEIGHBOUR, account, anna, tom, by=HOUSING)
    tale = Telling(service, referral)
    tale.accept(day, label="Neighbours and a hedge")
    tale.allocate(day, lead="colleague", second="volunteer")
    for side in (Side.PARTY_A, Side.PARTY_B):
        tale.reach(side, date(2026, 9, 14))
    tale.meet(Side.PARTY_A, date(2026, 9, 21), purpose=SessionPurpose.ASSESSMENT)
    hold.hold_case(
        tale.case,
        until=date(2027, 1, 11),
        reason=HoldReason.HEALTH,
        by=service.as_(tale.lead),
        now=at(date(2026, 9, 23), 10),
    )
    return tale


def somebody_widely_known(service: Service) -> Telling:
    """Only the lead and the supervisor may see it."""
    rose, dean = told(Side.HARMED, "Rose", "Keane"), told(Side.RESPONSIBLE, "Dean", "Moss")
    day = date(2026, 9, 16)
    tale = Telling(
        service, refer(service, day, Offence.COMMON_ASSAULT, "A blow in a car park.", rose, dean)
    )
    tale.accept(day, label="Assault, June 2026")
    tale.allocate(day)
    tale.reach(Side.HARMED, date(2026, 9, 18))
    tale.clear(date(2026, 9, 18), kind=Kind.INITIAL, reasons="Nothing is known against it.")
    manager = service.as_("manager")
    named = [service.users[key] for key in ("facilitator", "supervisor")]
    restriction.restrict_case(
        tale.case,
        reason=RestrictionReason.KNOWN,
        members=list(Membership.objects.visible_to(manager).filter(user__in=named)),
        by=manager,
        now=at(date(2026, 9, 21), 10),
    )
    return tale

"""An ordinary half-year: referrals drawn with the funnel of field guide 7.4 (profile P1).

The seed is fixed for each area, so the same data comes every time. Names are made up; telephone
numbers are of the ranges that are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from areas.working_days import is_working_day
from cases.stages import (
    ActionType,
    ClosureReason,
    ContactOutcome,
    OfferAnswer,
    ParticipantStatus,
    SessionPurpose,
    Side,
    Stage,
)
from people.models import Answer, ContactPoint
from referrals.actions import IncidentTold, PersonTold, WayToReach, decide_referral, submit_referral
from referrals.models import Referral
from referrals.stages import Channel, Initiator, JusticeStage

from .cast import Service
from .draws import (
    AGREES,
    DIRECT,
    FIRST_CONTACT,
    FIRST_NAMES,
    FIRST_WILLING,
    LAST_NAMES,
    OFFENCES,
    REJECTED,
    REJECTIONS,
    SECOND_CONTACT,
    SECOND_WILLING,
    SOURCES,
    STAYS,
    SUITABLE,
)
from .telling import Telling, at

Code = TypeVar("Code")
FIRST_DAY, LAST_DAY = date(2026, 4, 1), date(2026, 10, 1)
AS_AT = date(2026, 10, 2)


@dataclass
class Days:
    """A walk along the calendar: each step lands on a working day, up to the day of the data."""

    today: date

    def on(self, days: int) -> date:
        self.today += timedelta(days=days)
        while not is_working_day(self.today):
            self.today += timedelta(days=1)
        if self.today > AS_AT:
            raise StillUnderWay
        return self.today


class StillUnderWay(Exception):
    """The case has reached the day of the data: it goes on being worked."""


class Ordinary:
    """One area's ordinary cases."""

    def __init__(self, service: Service, seed: int) -> None:
        self.service = service
        self.draw = Random(seed)  # noqa: S311 -- made-up data, drawn the same every time

    def tell(self, count: int) -> None:
        for day in sorted(self._day() for _ in range(count)):
            try:
                self._one(day)
            except StillUnderWay:
                continue

    def _day(self) -> date:
        day = FIRST_DAY + timedelta(days=self.draw.randrange((LAST_DAY - FIRST_DAY).days))
        while not is_working_day(day):
            day += timedelta(days=1)
        return day

    def _chance(self, rate: float) -> bool:
        return self.draw.random() < rate

    def _one(self, day: date) -> None:
        days = Days(day)
        harmed_asked = self._chance(0.6)
        referral = self._refer(day, harmed_asked=harmed_asked)
        decided = days.on(self.draw.choice([1, 1, 2, 2, 3]))
        if self._chance(REJECTED):
            decide_referral(
                referral,
                decision=self.draw.choice(REJECTIONS),
                note="",
                by=self.service.as_("coordinator"),
                now=at(decided, 12),
            )
            return
        tale = Telling(self.service, referral)
        tale.accept(decided, label=f"{referral.incident.get_offence_display()}, {day:%B %Y}")
        tale.allocate(
            decided, lead=self.draw.choice(["facilitator", "colleague"]), second="volunteer"
        )
        self._work(tale, days, harmed_asked=harmed_asked)

    def _refer(self, day: date, *, harmed_asked: bool) -> Referral:
        return submit_referral(
            by=self.service.as_("coordinator"),
            now=at(day, 9),
            received_at=at(day, 9),
            source=self._weighted(SOURCES),
            channel=self.draw.choice([Channel.WEB, Channel.SECURE_EMAIL, Channel.PHONE]),
            initiator=Initiator.HARMED if harmed_asked else Initiator.RESPONSIBLE,
            agreed_to_referral=Answer.YES,
            incident=IncidentTold(
                offence=self._weighted(OFFENCES),
                account="Told in a few lines by whoever referred.",
                happened_on=day - timedelta(days=self.draw.randrange(20, 400)),
                justice_stage=self.draw.choice([
                    JusticeStage.COMMUNITY,
                    JusticeStage.CUSTODY,
                    JusticeStage.POST,
                ]),
            ),
            people=[self._person("harmed"), self._person("responsible")],
        )

    def _weighted(self, weights: dict[Code, int]) -> Code:
        return self.draw.choices(list(weights), list(weights.values()))[0]

    def _person(self, side: str) -> PersonTold:
        number = f"07700 900{self.draw.randrange(1000):03d}"
        return PersonTold(
            side=side,
            first_name=self.draw.choice(FIRST_NAMES),
            last_name=self.draw.choice(LAST_NAMES),
            accepts_responsibility=Answer.YES if side == "responsible" else Answer.UNKNOWN,
            contact=WayToReach(ContactPoint.Kind.MOBILE, number, Answer.YES, Answer.UNKNOWN),
        )

    def _work(self, tale: Telling, days: Days, *, harmed_asked: bool) -> None:
        first, second = (
            (Side.HARMED, Side.RESPONSIBLE) if harmed_asked else (Side.RESPONSIBLE, Side.HARMED)
        )
        for side, reached, willing in (
            (first, FIRST_CONTACT, FIRST_WILLING),
            (second, SECOND_CONTACT, SECOND_WILLING),
        ):
            if not self._approach(tale, days, side, reached=reached, willing=willing):
                return
        tale.move(days.on(3), Stage.PREPARATION)
        if not self._chance(SUITABLE):
            tale.close(days.on(10), ClosureReason.UNSUITABLE)
            return
        self._prepare(tale, days)
        if not self._chance(STAYS):
            tale.close(days.on(5), ClosureReason.HARMED_WITHDREW)
            return
        tale.move(days.on(2), Stage.CONFERENCE)
        self._bring_together(tale, days)

    def _approach(
        self, tale: Telling, days: Days, side: Side, *, reached: float, willing: float
    ) -> bool:
        harmed = side is Side.HARMED
        tale.reach(
            side,
            days.on(self.draw.randrange(1, 8)),
            outcome=ContactOutcome.NO_ANSWER,
            informed=False,
        )
        if not self._chance(reached):
            reason = (
                ClosureReason.HARMED_NO_CONTACT if harmed else ClosureReason.RESPONSIBLE_NO_CONTACT
            )
            tale.close(days.on(14), reason)
            return False
        tale.reach(side, days.on(2))
        if not self._chance(willing):
            tale.stands(side, days.today, ParticipantStatus.DECLINED)
            reason = ClosureReason.HARMED_DECLINED if harmed else ClosureReason.RESPONSIBLE_DECLINED
            tale.close(days.on(7), reason)
            return False
        tale.meet(side, days.on(7), purpose=SessionPurpose.ASSESSMENT)
        accepted = {} if harmed else {"responsibility_accepted_on": days.today}
        tale.stands(side, days.today, ParticipantStatus.WILLING, may_contact=Answer.YES, **accepted)
        return True

    def _prepare(self, tale: Telling, days: Days) -> None:
        tale.clear(
            days.on(5),
            reasons="Both were seen. Nothing stands in the way if each is well prepared.",
        )
        for side in (Side.HARMED, Side.RESPONSIBLE):
            tale.meet(side, days.on(5))
            tale.consent(side, days.today)

    def _bring_together(self, tale: Telling, days: Days) -> None:
        if self._chance(DIRECT):
            tale.confer(days.on(10), minutes=self.draw.choice([60, 75, 90, 120]))
            if self._chance(AGREES):
                due = days.today + timedelta(days=42)
                tale.agree(
                    days.today, (ActionType.REPAIR, "Puts right what can be put right.", due)
                )
            reason = ClosureReason.DIRECT
        else:
            letter = tale.write(days.on(4), "A letter in his or her own words.")
            tale.deliver(tale.offer(letter, days.on(5), OfferAnswer.WANTED), days.on(2))
            reason = ClosureReason.INDIRECT
        tale.move(days.on(2), Stage.OUTCOME)
        tale.close(days.on(14), reason)

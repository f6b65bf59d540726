"""An ordinary year: referrals whose ends lie as far apart as a profile says (field guide 7.4).

The seed is fixed for each area, so the same data comes every time. Names are made up; telephone
numbers, addresses and postcodes are nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from areas.actor import Actor
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
from people.models import Answer
from referrals.actions import decide_referral, submit_referral
from referrals.models import Referral
from referrals.stages import Decision, Instead, Told
from risk.levels import Kind

from .cast import Service
from .profiles import REFERRAL_LED, REJECTIONS, End, Profile
from .said import Said
from .telling import Telling, at

Code = TypeVar("Code")
FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2026, 10, 1)
AS_AT = date(2026, 10, 2)
GOLDEN = 0.6180339887
"""Steps of this size fall evenly on a circle: any run of referrals has its share of every end."""
ANSWER_TAKES = timedelta(days=9)


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

    def __init__(
        self, service: Service, seed: int, profile: Profile = REFERRAL_LED, *, welsh: float = 0.03
    ) -> None:
        self.service = service
        self.profile = profile
        self.draw = Random(seed)  # noqa: S311 -- made-up data, drawn the same every time
        self.said = Said(self.draw, profile, service.area.slug, welsh=welsh)

    def tell(self, count: int) -> None:
        start = self.draw.random()
        for at_place, day in enumerate(sorted(self._day() for _ in range(count))):
            try:
                self._one(day, self.profile.end((start + at_place * GOLDEN) % 1))
            except StillUnderWay:
                continue

    def _day(self) -> date:
        day = FIRST_DAY + timedelta(days=self.draw.randrange((LAST_DAY - FIRST_DAY).days))
        while not is_working_day(day):
            day += timedelta(days=1)
        return day

    def _chance(self, rate: float) -> bool:
        return self.draw.random() < rate

    def _one(self, day: date, end: End) -> None:
        days = Days(day)
        referral = self._refer(day)
        decided = days.on(self.draw.choice([1, 1, 2, 2, 3]))
        if end is End.REJECTED:
            self._reject(referral, decided)
            return
        if day > AS_AT - ANSWER_TAKES and self._chance(0.4):
            self._decide(referral, Decision.MORE_INFO, decided, note="Asked who is responsible.")
            return
        tale = Telling(self.service, referral)
        tale.accept(decided, label=f"{referral.incident.get_offence_display()}, {day:%B %Y}")
        lead = "facilitator" if tale.case.is_sensitive else self._either("facilitator", "colleague")
        tale.allocate(decided, lead=lead, second="volunteer")
        self._work(tale, days, end)

    def _either(self, one: str, other: str) -> str:
        return self.draw.choice([one, other])

    def _refer(self, day: date) -> Referral:
        told = self.said.referral(day)
        by = self._sender(told.pop("by"))
        return submit_referral(by=by, now=at(day, 9), received_at=at(day, 9), **told)

    def _sender(self, who: str) -> Actor:
        """Whoever writes it down: a coordinator, or the program for what came in by itself."""
        return self.service.as_(who) if who else self.service.system()

    def _reject(self, referral: Referral, day: date) -> None:
        decision = self._weighted(REJECTIONS)
        again = day + timedelta(days=90) if decision is Decision.LIVE_PROCEEDINGS else None
        self._decide(
            referral,
            decision,
            day,
            instead=self.draw.choice([Instead.VICTIM_SERVICE, Instead.INFORMATION, Instead.LATER]),
            told=[Told.REFERRER],
            again_on=again,
        )

    def _decide(
        self, referral: Referral, decision: Decision, day: date, *, note: str = "", **more: object
    ) -> None:
        decide_referral(
            referral,
            decision=decision,
            note=note,
            by=self.service.as_("coordinator"),
            now=at(day, 12),
            **more,  # type: ignore[arg-type]
        )

    def _weighted(self, weights: Mapping[Code, int]) -> Code:
        return self.draw.choices(list(weights), list(weights.values()))[0]

    def _work(self, tale: Telling, days: Days, end: End) -> None:
        harmed_first = tale.referral.initiator != "responsible"
        sides = (Side.HARMED, Side.RESPONSIBLE) if harmed_first else (Side.RESPONSIBLE, Side.HARMED)
        ends = (
            (End.FIRST_NOT_REACHED, End.FIRST_DECLINED),
            (End.SECOND_NOT_REACHED, End.SECOND_DECLINED),
        )
        for side, (not_reached, declined) in zip(sides, ends, strict=True):
            if not self._approach(
                tale, days, side, reached=end is not not_reached, willing=end is not declined
            ):
                return
        seen, moved = days.today, days.on(3)
        tale.clear(
            seen, kind=Kind.INITIAL, reasons="Neither is a danger to the other as things stand."
        )
        tale.move(moved, Stage.PREPARATION)
        if end is End.UNSUITABLE:
            tale.close(days.on(10), ClosureReason.UNSUITABLE)
            return
        self._prepare(tale, days)
        if end is End.WITHDREW:
            tale.close(days.on(5), ClosureReason.HARMED_WITHDREW)
            return
        tale.move(days.on(2), Stage.CONFERENCE)
        self._bring_together(tale, days, met=end is End.MET)

    def _approach(
        self, tale: Telling, days: Days, side: Side, *, reached: bool, willing: bool
    ) -> bool:
        harmed = side is Side.HARMED
        if not reached or self._chance(0.5):
            tale.reach(
                side,
                days.on(self.draw.randrange(1, 8)),
                outcome=ContactOutcome.NO_ANSWER,
                informed=False,
            )
        if not reached:
            reason = (
                ClosureReason.HARMED_NO_CONTACT if harmed else ClosureReason.RESPONSIBLE_NO_CONTACT
            )
            tale.close(days.on(14), reason)
            return False
        tale.reach(side, days.on(2))
        if not willing:
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

    def _bring_together(self, tale: Telling, days: Days, *, met: bool) -> None:
        if met:
            met_on = days.on(10)
            tale.clear(
                met_on - timedelta(days=6),
                kind=Kind.PRE_MEETING,
                reasons="Nothing has changed: both are ready to meet.",
            )
            tale.confer(met_on, minutes=self.draw.choice([60, 75, 90, 120]))
            if self._chance(self.profile.agrees):
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

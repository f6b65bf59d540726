"""What referrers say in an ordinary year: who, what, by which way it came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from people.models import Answer, ContactPoint
from referrals.actions import IncidentTold, PersonTold, WayToReach
from referrals.stages import Channel, Custody, Initiator, JusticeStage, Offence, Part, Side, Source

from . import draws
from .profiles import FLAGS, OVERLAYS, Profile

Code = TypeVar("Code")
Kind = ContactPoint.Kind
SELF = {Source.SELF_HARMED: Initiator.HARMED, Source.SELF_RESPONSIBLE: Initiator.RESPONSIBLE}
BY_SYSTEM = (Source.POLICE_OFFICER, Source.POLICE_OOCD)
BY_THEMSELVES = (Channel.WEB, Channel.SYSTEM)
STAFF_WAYS = (Channel.SECURE_EMAIL, Channel.PHONE, Channel.EMAIL, Channel.POST, Channel.WEB)


class Said:
    """Draws one referral after another, as `submit_referral` takes them."""

    def __init__(self, draw: Random, profile: Profile, slug: str, *, welsh: float) -> None:
        self.draw = draw
        self.profile = profile
        self.slug = slug
        self.welsh = welsh

    def referral(self, day: date) -> dict[str, Any]:
        """What is handed in on a day. `by` is who writes it down; empty: it came by itself."""
        source = self._weighted(self.profile.sources)
        channel = self._channel(source)
        offence = self._weighted(self.profile.offences)
        people = self._people(offence)
        return {
            "by": "" if channel in BY_THEMSELVES else "coordinator",
            "source": source,
            "channel": channel,
            "initiator": SELF.get(source) or self._weighted(self.profile.initiators),
            "agreed_to_referral": Answer.NO if channel is Channel.LIST else Answer.YES,
            "incident": self._incident(offence, day),
            "people": people,
        }

    def _channel(self, source: Source) -> Channel:
        """Each kind of referrer has its ways: themselves on the web, the police's system, lists."""
        if source in SELF:
            return self.draw.choice([Channel.WEB, Channel.WEB, Channel.PHONE, Channel.IN_PERSON])
        if source is Source.PROACTIVE:
            return Channel.LIST
        if source in BY_SYSTEM and self.draw.random() < 0.3:
            return Channel.SYSTEM
        return self.draw.choice(STAFF_WAYS)

    def _incident(self, offence: Offence, day: date) -> IncidentTold:
        stage = self._weighted(self.profile.stages)
        long_ago = self.draw.random() < 0.03
        flags = [FLAGS[offence]] if offence in FLAGS else []
        flags += [flag for flag, rate in OVERLAYS if self.draw.random() < rate]
        return IncidentTold(
            offence=offence,
            account="Told in a few lines by whoever referred.",
            happened_on=None if long_ago else day - timedelta(days=self.draw.randrange(20, 400)),
            happened_about=f"about {self.draw.randrange(1975, 2010)}" if long_ago else "",
            happened_in_area=Answer.YES,
            police_reference="" if stage is JusticeStage.UNREPORTED else self._crime_number(day),
            reported=Answer.NO if stage is JusticeStage.UNREPORTED else Answer.YES,
            justice_stage=stage,
            proceedings_live=Answer.NO,
            responsible_identified=Answer.YES,
            flags=flags,
        )

    def _crime_number(self, day: date) -> str:
        return f"{self.draw.randrange(10, 99)}/{self.draw.randrange(100_000):05d}/{day:%y}"

    def _people(self, offence: Offence) -> list[PersonTold]:
        people = [self._harmed(offence), self._responsible()]
        if people[0].organisation:
            people.append(self._beside(Part.REPRESENTATIVE))
        elif self.draw.random() < 0.04:
            people.append(self._beside(Part.GUARDIAN))
        return people

    def _harmed(self, offence: Offence) -> PersonTold:
        if offence is Offence.SHOPLIFTING or self.draw.random() < 0.01:
            shop = self.draw.choice(draws.SHOPS)
            return PersonTold(
                side=Side.HARMED, organisation=shop, contact=self._address(Answer.YES)
            )
        first, last = draws.name(self.draw, welsh_share=self.welsh)
        return PersonTold(
            side=Side.HARMED,
            first_name=first,
            last_name=last,
            language="cy" if last in draws.welsh()[1] and self.draw.random() < 0.4 else "en",
            contact=self._mobile(),
            more_ways=[self._address()] if self.draw.random() < 0.4 else [],
            lives_in_area=Answer.YES,
        )

    def _responsible(self) -> PersonTold:
        first, last = draws.name(self.draw, welsh_share=self.welsh)
        custody = self._weighted(self.profile.custody)
        inside = custody is Custody.CUSTODY
        return PersonTold(
            side=Side.RESPONSIBLE,
            first_name=first,
            last_name=last,
            accepts_responsibility=Answer.YES,
            age_told=self.draw.randrange(18, 66),
            custody=custody,
            contact=self._through() if inside else self._mobile(),
            lives_in_area=Answer.UNKNOWN if inside else Answer.YES,
        )

    def _beside(self, part: Part) -> PersonTold:
        first, last = draws.name(self.draw, welsh_share=self.welsh)
        return PersonTold(side=Side.HARMED, part=part, first_name=first, last_name=last)

    def _mobile(self) -> WayToReach:
        text = self.draw.choice([Answer.YES, Answer.YES, Answer.NO])
        number = draws.mobile(self.draw)
        return WayToReach(Kind.MOBILE, number, Answer.YES, Answer.UNKNOWN, text_ok=text)

    def _address(self, is_safe: Answer = Answer.UNKNOWN) -> WayToReach:
        return WayToReach(Kind.ADDRESS, draws.address(self.draw, self.slug), is_safe)

    def _through(self) -> WayToReach:
        return WayToReach(Kind.THROUGH, draws.email(self.draw), Answer.YES)

    def _weighted(self, weights: Mapping[Code, int]) -> Code:
        return self.draw.choices(list(weights), list(weights.values()))[0]

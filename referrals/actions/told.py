"""What somebody told us, by whatever door: the shape in which every door hands a referral in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from people.models import Answer
from referrals.stages import Custody, JusticeStage, Part


@dataclass(frozen=True, slots=True)
class WayToReach:
    """One way to reach a person, as the referrer gave it. `kind` is a ContactPoint.Kind; `is_safe`
    that it may be used at all, `call_ok` is no where they take texts only.
    """

    kind: str
    value: str
    is_safe: str = Answer.UNKNOWN
    voicemail_ok: str = Answer.UNKNOWN
    safe_times: str = ""
    text_ok: str = Answer.UNKNOWN
    who_may_answer: str = ""
    code_phrase: str = ""
    call_ok: str = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class PersonTold:
    """A person, or an organisation that was harmed, as the referrer spoke of them.

    `age_told` in whole years, on `age_told_on` or, where that is not said, on the day of receipt;
    `said_under_18` where no age was told. `contacts_us`: it is not safe to contact them.
    """

    side: str
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    date_of_birth: date | None = None
    accepts_responsibility: str = Answer.UNKNOWN
    contact: WayToReach | None = None
    more_ways: Sequence[WayToReach] = ()
    part: str = Part.PARTY
    language: str = "en"
    contacts_us: bool = False
    age_told: int | None = None
    age_told_on: date | None = None
    said_under_18: bool = False
    lives_in_area: str = Answer.UNKNOWN
    custody: str = Custody.NOT_KNOWN
    establishment: str = ""
    release_on: date | None = None
    needs: str = ""

    @property
    def ways(self) -> list[WayToReach]:
        return [*([self.contact] if self.contact else []), *self.more_ways]


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """What happened, as the referrer told it."""

    offence: str
    account: str
    happened_on: date | None = None
    police_reference: str = ""
    justice_stage: str = JusticeStage.NOT_KNOWN
    flags: Sequence[str] = ()
    happened_about: str = ""
    happened_in_area: str = Answer.UNKNOWN
    reported: str = Answer.UNKNOWN
    proceedings_live: str = Answer.UNKNOWN
    responsible_identified: str = Answer.UNKNOWN
    risks_told: str = ""


@dataclass(frozen=True, slots=True)
class ReferrerTold:
    """Who refers, and what they said of the agreement to it."""

    name: str = ""
    email: str = ""
    telephone: str = ""
    agreed: str = Answer.UNKNOWN
    agreed_on: date | None = None
    other_side_knows: str = Answer.UNKNOWN

"""The story of a case, told through the actions that people use, each on its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from areas.queries import practitioners
from cases.actions import (
    agreements,
    allocation,
    case,
    closing,
    conferences,
    consents,
    contacts,
    letter_passing,
    letters,
    sessions,
    stage,
)
from cases.actions.participants import update_participant
from cases.models import Case, Letter, Participant
from cases.stages import (
    PRINCIPALS,
    AgainstWishes,
    Attendance,
    ClosureReason,
    ConferenceForm,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ContactChannel,
    ContactOutcome,
    Information,
    InformationFormat,
    Meeting,
    OfferAnswer,
    ParticipantStatus,
    RiskLevel,
    SessionPurpose,
    Side,
    Stage,
)
from people.models import Answer
from referrals.models import Referral
from risk import actions as risk
from risk.levels import Judgement, Kind, Risk
from risk.models import Assessment

from .agencies import ask_agencies
from .cast import Service

LONDON = ZoneInfo("Europe/London")


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a London day."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


class Telling:
    """One case from its referral on; the lead facilitator acts unless the story says otherwise."""

    def __init__(self, service: Service, referral: Referral) -> None:
        self.service = service
        self.referral = referral
        self.case: Case
        self.lead = "facilitator"
        self.second = "colleague"

    def accept(self, day: date, *, label: str, hour: int = 11) -> None:
        self.case = case.open_case(
            self.referral, label=label, by=self.service.as_("coordinator"), now=at(day, hour)
        )

    def allocate(
        self, day: date, *, lead: str = "facilitator", second: str = "colleague", hour: int = 12
    ) -> None:
        by = self.service.as_("coordinator")
        known = {row.user_id: row for row in practitioners(by)}
        self.lead, self.second = lead, second
        allocation.allocate(
            self.case,
            lead=known[self.service.users[lead].pk],
            second=known[self.service.users[second].pk],
            by=by,
            now=at(day, hour),
        )

    def one(self, side: Side) -> Participant:
        by = self.service.as_(self.lead)
        return (
            Participant.objects
            .visible_to(by)
            .select_related("person", "case")
            .get(case=self.case, side=side, role__in=PRINCIPALS)
        )

    def reach(
        self,
        side: Side,
        day: date,
        *,
        outcome: ContactOutcome = ContactOutcome.SPOKE,
        informed: bool = True,
        note: str = "",
    ) -> None:
        contacts.log_contact(
            self.one(side),
            happened_at=at(day, 14),
            channel=ContactChannel.PHONE,
            outcome=outcome,
            information=[Information.PROCESS] if informed else [],
            information_format=InformationFormat.SPOKEN,
            information_language="en",
            against_wishes=AgainstWishes.ASKED,
            note=note,
            by=self.service.as_(self.lead),
            now=at(day, 15),
        )

    def stands(self, side: Side, day: date, status: ParticipantStatus, **also: object) -> None:
        one = self.one(side)
        update_participant(
            one,
            version=one.version,
            status=status,
            by=self.service.as_(self.lead),
            now=at(day, 16),
            **also,
        )

    def meet(
        self,
        side: Side,
        day: date,
        *,
        purpose: SessionPurpose = SessionPurpose.PREPARATION,
        minutes: int = 60,
        note: str = "",
    ) -> None:
        sessions.record_session(
            self.one(side),
            purpose=purpose,
            meeting=Meeting.IN_PERSON,
            happened_at=at(day, 13),
            attendance=Attendance.HELD,
            minutes=minutes,
            note=note,
            by=self.service.as_(self.lead),
            now=at(day, 17),
        )

    def consent(self, side: Side, day: date) -> None:
        consents.record_consent(
            self.one(side),
            purpose=ConsentPurpose.PARTICIPATE,
            state=ConsentState.GIVEN,
            happened_on=day,
            method=ConsentMethod.SIGNED,
            wording_version="2026-1",
            by=self.service.as_(self.lead),
            now=at(day, 17),
        )

    def submit(
        self,
        day: date,
        *,
        kind: Kind = Kind.SECONDARY,
        level: RiskLevel = RiskLevel.MEDIUM,
        reasons: str,
        factors: Sequence[Risk] = (),
    ) -> Assessment:
        """Assessed by the lead on a day, and handed to the supervisor."""
        by = self.service.as_(self.lead)
        written = risk.write_assessment(
            self.case,
            kind=kind,
            happened_on=day,
            level=level,
            judgement=Judgement.PROCEED,
            reasons=reasons,
            factors=factors,
            by=by,
            now=at(day, 16),
        )
        return risk.submit_assessment(written, by=by, now=at(day, 16, 30))

    def clear(self, day: date, **assessment: Any) -> None:
        """Assessed by the lead on a day, signed off by the supervisor on the next morning."""
        submitted = self.submit(day, **assessment)
        morning = at(day + timedelta(days=1), 9)
        risk.sign_off(submitted, by=self.service.as_("supervisor"), now=morning)

    def move(self, day: date, to: Stage) -> None:
        """Before a sensitive case is prepared, other agencies are asked."""
        if to is Stage.PREPARATION and self.case.is_sensitive:
            ask_agencies(self.case, by=self.service.as_(self.lead), now=at(day, 17))
        stage.move_case(self.case, to=to, by=self.service.as_(self.lead), now=at(day, 17, 30))

    def write(self, day: date, body: str) -> Letter:
        """From the person responsible to the person harmed: checked by the second facilitator, its
        author agrees that it is shared.
        """
        letter = letters.write_letter(
            self.case,
            author=self.one(Side.RESPONSIBLE),
            recipient=self.one(Side.HARMED),
            body=body,
            happened_on=day,
            by=self.service.as_(self.lead),
            now=at(day, 17),
        )
        morning = day + timedelta(days=1)
        letters.check_letter(letter, by=self.service.as_(self.second), now=at(morning, 9))
        letter.refresh_from_db()
        return letter_passing.agree_to_letter(
            letter,
            happened_on=morning,
            method=ConsentMethod.SIGNED,
            wording_version="2026-1",
            by=self.service.as_(self.lead),
            now=at(morning, 9, 30),
        )

    def offer(self, letter: Letter, day: date, answer: OfferAnswer) -> Letter:
        letter_passing.offer_letter(
            letter, happened_on=day, by=self.service.as_(self.lead), now=at(day, 10)
        )
        letter.refresh_from_db()
        return letter_passing.answer_offer(
            letter, answer=answer, answered_on=day, by=self.service.as_(self.lead), now=at(day, 15)
        )

    def deliver(self, letter: Letter, day: date) -> None:
        letter.refresh_from_db()
        letter_passing.deliver_letter(
            letter, delivered_on=day, by=self.service.as_(self.lead), now=at(day, 16)
        )

    def confer(
        self, day: date, *, minutes: int = 90, apology: Answer = Answer.YES, note: str = ""
    ) -> None:
        by = self.service.as_(self.lead)
        both = [self.one(Side.HARMED), self.one(Side.RESPONSIBLE)]
        planned = conferences.plan_conference(
            self.case,
            form=ConferenceForm.CONFERENCE,
            meeting=Meeting.IN_PERSON,
            happened_at=at(day, 14),
            participants=both,
            place="A quiet room at the hub",
            by=by,
            now=at(day - timedelta(days=5), 10),
        )
        conferences.record_conference(
            planned,
            attendance=Attendance.HELD,
            happened_at=at(day, 14),
            came=both,
            minutes=minutes,
            apology_given=apology,
            note=note,
            by=by,
            now=at(day, 17),
        )

    def agree(self, day: date, *promises: tuple[str, str, date]) -> None:
        owner = self.one(Side.RESPONSIBLE)
        agreements.make_agreement(
            self.case,
            happened_on=day,
            promises=[agreements.Promise(kind, owner, what, due) for kind, what, due in promises],
            by=self.service.as_(self.lead),
            now=at(day, 18),
        )

    def close(
        self, day: date, reason: ClosureReason, *, note: str = "", by: str | None = None
    ) -> None:
        closing.close_case(
            self.case,
            reason=reason,
            happened_on=day,
            note=note,
            by=self.service.as_(by or self.lead),
            now=at(day, 18, 30),
        )

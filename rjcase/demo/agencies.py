"""Other agencies are asked about a sensitive case before it is prepared."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from cases.actions.multi_agency import record_advice
from cases.models import Case
from cases.stages import Advice, AskedAgency, AskedHow


def ask_agencies(case: Case, *, by: Actor, now: datetime) -> None:
    record_advice(
        case,
        happened_on=now.date(),
        agencies=[AskedAgency.POLICE, AskedAgency.PROBATION],
        how=AskedHow.MEETING,
        advice=Advice.CONDITIONS,
        said="Go on, with somebody near for each of them. Ask again if anything changes.",
        by=by,
        now=now,
    )

"""What a facilitator says of Jessica to an action and to a page."""

from datetime import timedelta

from cases.actions.consents import record_consent
from cases.actions.contacts import log_contact
from cases.queries.consents import ledger_of, lines_of
from tests.cases.work.conftest import day_of, moment_of
from tests.moments import NOON, TODAY

EARLIER = NOON - timedelta(hours=2)
ATTEMPT = {"happened_at": EARLIER, "channel": "phone", "outcome": "no_answer"}


def log(work, **given):
    return log_contact(work.harmed, by=work.by, now=NOON, **{**ATTEMPT, **given})


def contact_answers(**given):
    return {
        "outcome": "spoke",
        "channel": "phone",
        "note": "She asked for time.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def say(work, **given):
    line = {
        "purpose": "participate",
        "state": "given",
        "happened_on": TODAY,
        "method": "verbal",
        "wording_version": "2026-1",
        **given,
    }
    return record_consent(work.harmed, by=work.by, now=NOON, **line)


def held(work):
    """What of her ledger holds today."""
    rows = lines_of(work.harmed, work.by)
    return {one.purpose: one for one in ledger_of(work.harmed, rows, TODAY)}


def consent_answers(**given):
    return {
        "purpose": "participate",
        "state": "given",
        "method": "signed",
        "wording_version": "2026-1",
        **day_of("happened_on", TODAY),
        **given,
    }

"""The counting rules, version 1, as every report prints them; `docs/counting.md` explains."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Rule:
    """One counting rule: two areas that print the same figure have counted the same thing."""

    code: str
    term: str | Promise
    text: str | Promise


RULES = (
    Rule(
        "C01",
        _("Referral"),
        _(
            "One incident or course of conduct referred to the service. Several submissions about"
            " it count once when merged, in the quarter in which the earliest was received."
        ),
    ),
    Rule(
        "C02",
        _("Enquiry"),
        _("No identifiable person, or no agreement to be referred. Never counted as a referral."),
    ),
    Rule(
        "C03",
        _("Case"),
        _(
            "A referral accepted at triage. A referral opens none, one or several cases; a case may"
            " take in later referrals."
        ),
    ),
    Rule("C04", _("Declined"), _("Still counts as a referral, with its reason.")),
    Rule(
        "C05",
        _("Contacted"),
        _(
            "Two-way contact was achieved; an attempt is an attempt. Per person taking part in a"
            " case, on the date of the first achieved contact."
        ),
    ),
    Rule(
        "C07",
        _("Engaged"),
        _(
            "At least one recorded assessment or preparation session or call of substance, or one"
            " meeting of a programme that they came to. Per person taking part in a case, by side,"
            " in the quarter of the first."
        ),
    ),
    Rule(
        "C08",
        _("Direct intervention"),
        _(
            "The two sides communicated in real time with a facilitator. Once per event, on its"
            " date, with the distinct cases beside it."
        ),
    ),
    Rule(
        "C09",
        _("Indirect intervention"),
        _(
            "A communication carried by relay: a letter delivered, a message passed, a shuttle"
            " round. Once per case and quarter, with the number of exchanges beside it."
        ),
    ),
    Rule(
        "C10",
        _("Conversion"),
        _(
            "In two forms, never combined. Closure cohort: cases closed in the quarter that had an"
            " intervention, over cases closed; duplicates, errors and transfers are left out, and a"
            " case closed twice counts at its last closure. Referral cohort: referrals received in"
            " the quarter that have led to an intervention by the date of the figures, over"
            " referrals received."
        ),
    ),
    Rule(
        "C11",
        _("Initiator"),
        _(
            "Fixed at referral. Victim-led: the person harmed or their family. Offender-led: the"
            " person responsible or their family."
        ),
    ),
    Rule(
        "C15",
        _("Freezing"),
        _(
            "Figures freeze when a report is published. A later correction is a new version, marked"
            " revised, with the reason."
        ),
    ),
)

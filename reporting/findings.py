"""Sentences that a report may say by itself: each claims only what the suppressed figures prove."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.figures import Counts
from reporting.suppression import Cell


def finding(counts: Counts[Cell]) -> str:
    """The sentence under the cover's band: the share of the closure cohort, or a neutral one."""
    if counts.closed.share.endswith("%"):
        return _(
            "%(share)s of the cases that closed in the quarter had at least one restorative"
            " intervention."
        ) % {"share": counts.closed.share}
    return _("What was referred to the service in the quarter, what was done, and how it ended.")


def maturity(days: int) -> str:
    """How young the referral cohort is: its share grows for as long as its cases are open."""
    if not days:
        return _("The quarter has not ended: more referrals are still to come.")
    return ngettext(
        "The cohort is young: its last referrals had %(days)s day in which to progress.",
        "The cohort is young: its last referrals had %(days)s days in which to progress.",
        days,
    ) % {"days": days}

"""Risk assessments, which `risk` writes and tells."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .kind import Group, Kind, Told


def _written(told: Told) -> str:
    return _("Risk assessment %(number)s written") % told.codes


def _changed(told: Told) -> str:
    return _("Risk assessment %(number)s changed") % told.codes


def _submitted(told: Told) -> str:
    return _("Risk assessment %(number)s handed in for sign-off") % told.codes


def _signed(told: Told) -> str:
    return _("Risk assessment %(number)s, of a part of the case, signed off") % told.codes


def _returned(told: Told) -> str:
    return _("Risk assessment %(number)s returned") % told.codes


KINDS = (
    Kind("risk.written", Group.RISK, _written, is_small=True),
    Kind("risk.changed", Group.RISK, _changed, is_small=True),
    Kind("risk.submitted", Group.RISK, _submitted),
    Kind("risk.signed_part", Group.RISK, _signed),
    Kind("risk.returned", Group.RISK, _returned),
)

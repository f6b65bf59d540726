"""Other agencies that were asked about the case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import AgencyAdvice
from cases.stages import Advice

from .kind import Group, Kind, Told, label


def _asked(told: Told) -> str:
    return _("Other agencies asked: %(advice)s") % {"advice": label(Advice, told.codes["advice"])}


def _corrected(told: Told) -> str:
    values = {"advice": label(Advice, told.codes["advice"])}
    return _("What other agencies advised corrected: %(advice)s") % values


def _words(row: AgencyAdvice, _actor: Actor) -> str:
    return f"{row.who_was_asked}. {row.get_how_display()}.\n{row.said}"


KINDS = (
    Kind("agencies.asked", Group.RISK, _asked, AgencyAdvice, _words),
    Kind("agencies.corrected", Group.RISK, _corrected, AgencyAdvice, _words),
)

"""Places on a programme, and who came to its meetings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.stages import ProgrammeEnd, ProgrammeKind

from .kind import Group, Kind, Told, label


def _joined(told: Told) -> str:
    values = {"name": told.about, "kind": label(ProgrammeKind, told.codes["programme"])}
    return _("%(name)s joined a programme: %(kind)s") % values


def _attended(told: Told) -> str:
    values = {"name": told.about, "number": told.codes["number"]}
    if told.codes["came"]:
        return _("%(name)s came to meeting %(number)s of their programme") % values
    return _("%(name)s did not come to meeting %(number)s of their programme") % values


def _left(told: Told) -> str:
    if told.codes["completed"]:
        return _("%(name)s completed a programme") % {"name": told.about}
    return _("%(name)s left a programme early") % {"name": told.about}


def _ended(told: Told) -> str:
    values = {
        "name": told.about,
        "kind": label(ProgrammeKind, told.codes["programme"]),
        "why": label(ProgrammeEnd, told.codes["reason"]),
    }
    return _("The programme of %(name)s ended early: %(kind)s. %(why)s") % values


KINDS = (
    Kind("programme.joined", Group.PROGRAMMES, _joined),
    Kind("programme.attended", Group.PROGRAMMES, _attended),
    Kind("programme.left", Group.PROGRAMMES, _left),
    Kind("programme.ended", Group.PROGRAMMES, _ended),
)

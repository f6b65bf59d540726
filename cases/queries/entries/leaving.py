"""What stops when somebody steps back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.stages import Attendance, ConferenceForm

from .kind import Group, Kind, Told, label


def _left(told: Told) -> str:
    values = {"form": label(ConferenceForm, told.codes["form"]), "name": told.about}
    if told.codes["attendance"] == Attendance.CANCELLED:
        return _("%(form)s cancelled, as %(name)s withdrew") % values
    return _("%(form)s: %(name)s is no longer expected") % values


def _told(told: Told) -> str:
    values = {"name": told.about}
    return _("%(name)s stepped back: the other side was told that it does not go on") % values


KINDS = (
    Kind("conference.left", Group.MEETINGS, _left),
    Kind("withdrawal.told", Group.PEOPLE, _told),
)

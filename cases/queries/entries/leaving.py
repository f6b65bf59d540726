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


KINDS = (Kind("conference.left", Group.MEETINGS, _left),)

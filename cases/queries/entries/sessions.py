"""Sessions that were moved or corrected, and worries that were raised to a colleague."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Concern, Session
from cases.stages import AgainstWishes, Attendance, SessionPurpose, WhoseDoing
from ui.dates import moment

from .kind import Group, Kind, Told, label


def _moved(told: Told) -> str:
    values = {"purpose": label(SessionPurpose, told.codes["purpose"]), "name": told.about}
    return _("%(purpose)s session with %(name)s moved to another time") % values + despite(told)


def despite(told: Told) -> str:
    """Why they were met who must not be contacted, or had not allowed it so, where they were."""
    if why := told.codes.get("against_wishes"):
        return _(" (not to be contacted: %(why)s)") % {"why": label(AgainstWishes, why)}
    if why := told.codes.get("not_as_allowed"):
        return _(" (not as they had allowed: %(why)s)") % {"why": label(AgainstWishes, why)}
    return ""


def _why(row: Session, _actor: Actor) -> str:
    whose = _("Asked for by: %(who)s.") % {"who": label(WhoseDoing, row.whose_doing)}
    return f"{whose} {row.note}".strip()


def _corrected(told: Told) -> str:
    values = {
        "purpose": label(SessionPurpose, told.codes["purpose"]),
        "name": told.about,
        "now": _figures(told, ""),
        "before": _figures(told, "_before"),
    }
    if values["now"] == values["before"]:
        return _("%(purpose)s session with %(name)s corrected: only words were changed") % values
    return (
        _("%(purpose)s session with %(name)s corrected. Now: %(now)s. It said: %(before)s") % values
    )


def _figures(told: Told, end: str) -> str:
    """How a session is told in figures: what became of it, when, how long, how far."""
    codes = told.codes
    said = [label(Attendance, codes[f"attendance{end}"])]
    if whose := codes.get(f"whose_doing{end}"):
        said.append(label(WhoseDoing, whose))
    said.append(moment(datetime.fromisoformat(codes[f"happened_at{end}"])))
    if minutes := codes.get(f"minutes{end}"):
        said.append(_("%(minutes)s minutes") % {"minutes": minutes})
    if travel := codes.get(f"travel_minutes{end}"):
        said.append(_("%(minutes)s minutes of travel") % {"minutes": travel})
    return ", ".join(said)


def _raised(told: Told) -> str:
    return _("Concern about %(name)s raised to a colleague") % {"name": told.about}


def _what(row: Concern, _actor: Actor) -> str:
    return row.what


def _answered(told: Told) -> str:
    return _("Concern about %(name)s answered") % {"name": told.about}


def _answer(row: Concern, _actor: Actor) -> str:
    return row.answer or ""


KINDS = (
    Kind("session.moved", Group.SESSIONS, _moved, Session, _why),
    Kind("session.corrected", Group.SESSIONS, _corrected),
    Kind("concern.raised", Group.SESSIONS, _raised, Concern, _what),
    Kind("concern.answered", Group.SESSIONS, _answered, Concern, _answer),
)

"""Who the people of a case are, how they stand to it, and how they may be reached."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.queries.parts import part_label
from cases.stages import DeclineReason, PairState, ParticipantRole, ParticipantStatus, Route, Side
from people.models import ContactPoint

from .kind import Group, Kind, Told, label


def _stands(told: Told) -> str:
    values = {"name": told.about, "status": label(ParticipantStatus, told.codes["status"])}
    if reason := told.codes.get("reason"):
        values["reason"] = label(DeclineReason, reason)
        return _("%(name)s: %(status)s (%(reason)s)") % values
    return _("%(name)s: %(status)s") % values


def _pair(told: Told) -> str:
    if "one" not in told.codes:
        return _("What two people wish for was changed")
    values = {
        "one": told.name("one"),
        "other": told.name("other"),
        "state": label(PairState, told.codes["state"]),
    }
    return _("Between %(one)s and %(other)s: %(state)s") % values


def _part(told: Told) -> str:
    return _("%(name)s: part corrected from %(before)s to %(after)s") % {
        "name": told.about,
        "before": _part_in_words(told.codes["role_before"], told.codes["side_before"]),
        "after": _part_in_words(told.codes["role"], told.codes["side"]),
    }


def _part_in_words(role: str, side: str) -> str:
    return part_label(ParticipantRole(role), Side(side), {})


def _fell_away(told: Told) -> str:
    return _("What was recorded between %(one)s and %(other)s ended: %(route)s, %(state)s") % {
        "one": told.name("one"),
        "other": told.name("other"),
        "route": label(Route, told.codes["route"]),
        "state": label(PairState, told.codes["state"]),
    }


def _described(told: Told) -> str:
    return _("What is known of %(name)s was changed") % {"name": told.about}


def _guardian(told: Told) -> str:
    if told.codes["asked"]:
        return _("A parent or guardian is asked for consent beside %(name)s") % {"name": told.about}
    return _("No parent or guardian is asked for consent beside %(name)s") % {"name": told.about}


def _safe_contact(told: Told) -> str:
    return _("How %(name)s may be contacted safely was changed") % {"name": told.about}


def _way(sentence: str, told: Told) -> str:
    kind = label(ContactPoint.Kind, told.codes["way"]).lower()
    return sentence % {"name": told.about, "kind": kind}


def _way_added(told: Told) -> str:
    return _way(_("A way to reach %(name)s was written down (%(kind)s)"), told)


def _way_changed(told: Told) -> str:
    return _way(_("A way to reach %(name)s was changed (%(kind)s)"), told)


def _way_ended(told: Told) -> str:
    return _way(_("A way to reach %(name)s is not used any more (%(kind)s)"), told)


def _way_held(told: Told) -> str:
    held = _(
        "A way to reach %(name)s waits for a second person: the other side may know it (%(kind)s)"
    )
    return _way(held, told)


def _looked(told: Told) -> str:
    if told.codes["result"] == ContactPoint.Look.SAFE:
        return _way(_("A second person found a way to reach %(name)s safe (%(kind)s)"), told)
    return _way(_("A second person found a way to reach %(name)s not safe (%(kind)s)"), told)


def _equality(told: Told) -> str:
    if told.codes["not_asked"]:
        return _("%(name)s has not been asked about equality, and why") % {"name": told.about}
    return _("%(name)s was asked about equality") % {"name": told.about}


KINDS = (
    Kind("participant.stands", Group.PEOPLE, _stands),
    Kind("pair.changed", Group.PEOPLE, _pair),
    Kind("participant.part_corrected", Group.PEOPLE, _part),
    Kind("pair.fell_away", Group.PEOPLE, _fell_away),
    Kind("participant.described", Group.PEOPLE, _described, is_small=True),
    Kind("guardian.asked", Group.PEOPLE, _guardian),
    Kind("safe_contact.changed", Group.PEOPLE, _safe_contact),
    Kind("way.added", Group.PEOPLE, _way_added, is_small=True),
    Kind("way.changed", Group.PEOPLE, _way_changed, is_small=True),
    Kind("way.ended", Group.PEOPLE, _way_ended, is_small=True),
    Kind("way.held", Group.PEOPLE, _way_held),
    Kind("way.looked_at", Group.PEOPLE, _looked),
    Kind("equality.recorded", Group.PEOPLE, _equality, is_small=True),
)

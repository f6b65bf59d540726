"""What is done with one participant: contacts, consents, sessions, needs, and how they stand."""

from __future__ import annotations

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Consent, ContactEntry, Session, Withdrawal
from cases.stages import (
    AgainstWishes,
    Attendance,
    ConsentPurpose,
    ConsentState,
    ContactChannel,
    ContactOutcome,
    NeedsBy,
    NeedsMoment,
    SessionPurpose,
)

from .kind import Group, Kind, Told, label
from .sessions import despite


def _contact(told: Told) -> str:
    values = {
        "channel": label(ContactChannel, told.codes["channel"]),
        "name": told.about,
        "outcome": label(ContactOutcome, told.codes["result"]),
    }
    if why := told.codes.get("against_wishes"):
        values["why"] = label(AgainstWishes, why)
        said = _("%(channel)s, %(name)s: %(outcome)s (not as they had allowed: %(why)s)") % values
    else:
        said = _("%(channel)s, %(name)s: %(outcome)s") % values
    doubt = _(". Not known to be safe any more until somebody has asked")
    return said + doubt if told.codes.get("doubted") else said


def _contact_note(row: ContactEntry, _actor: Actor) -> str:
    if row.mistaken_at:
        return f"{_('Recorded by mistake: it counts nowhere.')} {_contact_said(row)}".strip()
    return _contact_said(row)


def _contact_said(row: ContactEntry) -> str:
    if row.information_given and not row.information:
        return f"{row.note} {_('Told what restorative justice is.')}".strip()
    return _note(row)


def _mistaken(told: Told) -> str:
    values = {
        "channel": label(ContactChannel, told.codes["channel"]),
        "name": told.about,
        "outcome": label(ContactOutcome, told.codes["result"]),
    }
    return _("Recorded by mistake: %(channel)s, %(name)s: %(outcome)s") % values


def _why_mistaken(row: ContactEntry, _actor: Actor) -> str:
    return row.mistaken_why


def _note(row: ContactEntry | Session) -> str:
    told = _("Information given: %(what)s.") % {"what": row.told} if row.information else ""
    return f"{row.note} {told}".strip()


def _consent(told: Told) -> str:
    values = {
        "name": told.about,
        "purpose": label(ConsentPurpose, told.codes["purpose"]),
        "state": label(ConsentState, told.codes["state"]).lower(),
    }
    if beside := told.name("given_by"):
        values["guardian"] = beside
        return _("Consent of %(guardian)s for %(name)s, %(state)s: %(purpose)s") % values
    return _("Consent of %(name)s, %(state)s: %(purpose)s") % values


def _consent_method(row: Consent, _actor: Actor) -> str:
    if row.agency is None:
        return f"{row.get_method_display()}."
    return f"{row.agency.name}. {row.get_method_display()}."


def _planned(told: Told) -> str:
    values = {"purpose": label(SessionPurpose, told.codes["purpose"]), "name": told.about}
    return _("%(purpose)s session with %(name)s planned") % values + despite(told)


def _recorded(told: Told) -> str:
    values = {
        "purpose": label(SessionPurpose, told.codes["purpose"]),
        "name": told.about,
        "attendance": label(Attendance, told.codes["attendance"]),
    }
    return _("%(purpose)s session with %(name)s: %(attendance)s") % values + despite(told)


def _session_note(row: Session, _actor: Actor) -> str:
    return _note(row)


def _needs(told: Told) -> str:
    values = {
        "name": told.about,
        "when": label(NeedsMoment, told.codes["moment"]).lower(),
        "who": label(NeedsBy, told.codes["by_whom"]).lower(),
    }
    return _("Needs of %(name)s, %(when)s, %(who)s") % values


def _hopes(told: Told) -> str:
    return _("What %(name)s hopes for") % {"name": told.about}


def _hopes_met(told: Told) -> str:
    return _("Whether the hopes of %(name)s came true") % {"name": told.about}


def _added(told: Told) -> str:
    return _("%(name)s joined the case") % {"name": told.about}


def _changed(told: Told) -> str:
    return _("How %(name)s stands to it was changed") % {"name": told.about}


def _withdrew(told: Told) -> str:
    return _("%(name)s withdrew") % {"name": told.about}


def _withdrawal(row: Withdrawal, _actor: Actor) -> str:
    return f"{row.get_reason_display()}. {row.note}".strip()


KINDS = (
    Kind("contact.logged", Group.CONTACTS, _contact, ContactEntry, _contact_note),
    Kind("contact.mistaken", Group.CONTACTS, _mistaken, ContactEntry, _why_mistaken),
    Kind("consent.recorded", Group.CONSENTS, _consent, Consent, _consent_method, ("agency",)),
    Kind("session.planned", Group.SESSIONS, _planned, is_small=True),
    Kind("session.recorded", Group.SESSIONS, _recorded, Session, _session_note),
    Kind("needs.recorded", Group.NEEDS, _needs),
    Kind("needs.corrected", Group.NEEDS, _needs, is_small=True),
    Kind("hopes.recorded", Group.NEEDS, _hopes),
    Kind("hopes.settled", Group.NEEDS, _hopes_met),
    Kind("participant.added", Group.PEOPLE, _added),
    Kind("participant.changed", Group.PEOPLE, _changed, is_small=True),
    Kind("participant.withdrew", Group.PEOPLE, _withdrew, Withdrawal, _withdrawal),
)

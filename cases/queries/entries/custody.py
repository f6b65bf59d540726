"""Where somebody is held or supervised, who works with them there, and what binds them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import AccessRequest, CourtOrder
from cases.queries.establishments import name_of
from cases.stages import AgencyRole, Held, KeyDateKind, OrderKind
from ui.dates import day

from .kind import Group, Kind, Told, label


def _moved(told: Told) -> str:
    where = name_of(told.codes["establishment"])
    held = label(Held, told.codes["held"])
    return f"{told.about}: {held}, {where}" if where else f"{told.about}: {held}"


def _taken_back(told: Told) -> str:
    return _("Taken back as wrong: %(move)s") % {"move": _moved(told)}


def _role(sentence: str, told: Told) -> str:
    return sentence % {"role": label(AgencyRole, told.codes["role"]), "name": told.about}


def _contact_added(told: Told) -> str:
    return _role(_("%(role)s of %(name)s written down"), told)


def _contact_changed(told: Told) -> str:
    return _role(_("%(role)s of %(name)s: details changed"), told)


def _contact_ended(told: Told) -> str:
    return _role(_("%(role)s does not work with %(name)s any more"), told)


def _access(sentence: str, told: Told) -> str:
    return sentence % {"prison": name_of(told.codes["establishment"]), "name": told.about}


def _asked(told: Told) -> str:
    return _access(_("%(prison)s asked for access to %(name)s"), told)


def _chased(told: Told) -> str:
    return _access(_("%(prison)s asked again for access to %(name)s"), told)


def _granted(told: Told) -> str:
    return _access(_("%(prison)s granted access to %(name)s"), told)


def _refused(told: Told) -> str:
    return _access(_("%(prison)s refused access to %(name)s"), told)


def _access_note(row: AccessRequest, _actor: Actor) -> str:
    return row.note or ""


def _date(sentence: str, told: Told) -> str:
    on = day(date.fromisoformat(told.codes["day"]))
    what = label(KeyDateKind, told.codes["date"])
    return sentence % {"what": what, "name": told.about, "day": on}


def _date_added(told: Told) -> str:
    return _date(_("%(what)s of %(name)s: %(day)s"), told)


def _date_moved(told: Told) -> str:
    return _date(_("%(what)s of %(name)s is now on %(day)s"), told)


def _date_ended(told: Told) -> str:
    return _date(_("%(what)s of %(name)s on %(day)s removed"), told)


def _date_noted(told: Told) -> str:
    return _date(_("%(what)s of %(name)s on %(day)s: alert noted"), told)


def _order(sentence: str, told: Told) -> str:
    return sentence % {"order": label(OrderKind, told.codes["order"]), "name": told.about}


def _order_added(told: Told) -> str:
    return _order(_("%(order)s, %(name)s: written down"), told)


def _order_changed(told: Told) -> str:
    return _order(_("%(order)s, %(name)s: changed"), told)


def _order_ended(told: Told) -> str:
    return _order(_("%(order)s, %(name)s: ended"), told)


def _order_agreed(told: Told) -> str:
    return _order(_("A manager agreed to contact in spite of an order (%(order)s, %(name)s)"), told)


def _order_taken_back(told: Told) -> str:
    return _order(_("The agreement to contact was taken back (%(order)s, %(name)s)"), told)


def _none_stands(told: Told) -> str:
    return _("What referral %(referral)s told was read: no order stands") % {
        "referral": told.codes["referral"]
    }


def _terms(row: CourtOrder, _actor: Actor) -> str:
    return row.terms


def _agreed_why(row: CourtOrder, _actor: Actor) -> str:
    return row.agreed_why or ""


KINDS = (
    Kind("custody.moved", Group.CUSTODY, _moved),
    Kind("custody.move_taken_back", Group.CUSTODY, _taken_back, is_small=True),
    Kind("agency_contact.added", Group.CUSTODY, _contact_added, is_small=True),
    Kind("agency_contact.changed", Group.CUSTODY, _contact_changed, is_small=True),
    Kind("agency_contact.ended", Group.CUSTODY, _contact_ended, is_small=True),
    Kind("access.asked", Group.CUSTODY, _asked),
    Kind("access.chased", Group.CUSTODY, _chased),
    Kind("access.granted", Group.CUSTODY, _granted, AccessRequest, _access_note),
    Kind("access.refused", Group.CUSTODY, _refused, AccessRequest, _access_note),
    Kind("key_date.added", Group.CUSTODY, _date_added),
    Kind("key_date.moved", Group.CUSTODY, _date_moved),
    Kind("key_date.ended", Group.CUSTODY, _date_ended, is_small=True),
    Kind("key_date.noted", Group.CUSTODY, _date_noted, is_small=True),
    Kind("order.added", Group.CUSTODY, _order_added, CourtOrder, _terms),
    Kind("order.changed", Group.CUSTODY, _order_changed, is_small=True),
    Kind("order.ended", Group.CUSTODY, _order_ended),
    Kind("order.none_stands", Group.CUSTODY, _none_stands),
    Kind("order.agreed", Group.CUSTODY, _order_agreed, CourtOrder, _agreed_why),
    Kind("order.agreement_taken_back", Group.CUSTODY, _order_taken_back),
)

"""Where somebody is held or supervised, who works with them there, and what binds them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.stages import OrderKind

from .kind import Group, Kind, Told, label


def _order(sentence: str, told: Told) -> str:
    return sentence % {"order": label(OrderKind, told.codes["order"]), "name": told.about}


def _order_added(told: Told) -> str:
    return _order(_("%(order)s against %(name)s written down"), told)


def _order_changed(told: Told) -> str:
    return _order(_("%(order)s against %(name)s changed"), told)


def _order_ended(told: Told) -> str:
    return _order(_("%(order)s against %(name)s ended"), told)


def _order_agreed(told: Told) -> str:
    return _order(_("A manager agreed to contact in spite of an order (%(order)s, %(name)s)"), told)


def _order_taken_back(told: Told) -> str:
    return _order(_("The agreement to contact was taken back (%(order)s, %(name)s)"), told)


KINDS = (
    Kind("order.added", Group.CUSTODY, _order_added),
    Kind("order.changed", Group.CUSTODY, _order_changed, is_small=True),
    Kind("order.ended", Group.CUSTODY, _order_ended),
    Kind("order.agreed", Group.CUSTODY, _order_agreed),
    Kind("order.agreement_taken_back", Group.CUSTODY, _order_taken_back),
)

"""Who may do what: the whole matrix on one screen, for a service manager to review."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Perm(models.TextChoices):
    AREA_ENTER = "area_enter"
    AREA_CONFIGURE = "area_configure"
    REFERRAL_SEND_IN = "referral_send_in"
    REFERRAL_MAKE = "referral_make"
    REFERRAL_VIEW_OWN = "referral_view_own"
    REFERRAL_VIEW = "referral_view"
    REFERRAL_DECIDE = "referral_decide"
    REFERRAL_REVEAL = "referral_reveal"
    CASE_OPEN = "case_open"
    CASE_VIEW = "case_view"
    CASE_VIEW_ALL = "case_view_all"
    CASE_ALLOCATE = "case_allocate"
    CASE_WORK = "case_work"
    CASE_MOVE = "case_move"
    CASE_CLOSE = "case_close"
    CASE_RESTRICT = "case_restrict"
    ORDER_AGREE = "order_agree"
    RECORD_SENSITIVE = "record_sensitive"
    CONTACT_REVEAL = "contact_reveal"
    CONTACT_BREAK_GLASS = "contact_break_glass"
    RISK_ASSESS = "risk_assess"
    RISK_SIGN_OFF = "risk_sign_off"
    FIGURES_VIEW = "figures_view"
    REPORT_PUBLISH = "report_publish"
    REPORT_READ = "report_read"


class Role(models.TextChoices):
    PRACTITIONER = "practitioner", _("Facilitator")
    COORDINATOR = "coordinator", _("Coordinator")
    SUPERVISOR = "supervisor", _("Supervisor")
    MANAGER = "manager", _("Service manager")
    COMMISSIONER = "commissioner", _("Commissioner")
    REFERRER = "referrer", _("Referrer")
    GUEST = "guest", _("Referrer by a one-off link")


_FACILITATING = frozenset({
    Perm.CASE_VIEW,
    Perm.CASE_WORK,
    Perm.CASE_MOVE,
    Perm.CASE_CLOSE,
    Perm.RISK_ASSESS,
})
_COORDINATING = frozenset({
    Perm.REFERRAL_MAKE,
    Perm.REFERRAL_VIEW,
    Perm.REFERRAL_DECIDE,
    Perm.REFERRAL_REVEAL,
    Perm.CASE_OPEN,
    Perm.CASE_VIEW_ALL,
    Perm.CASE_ALLOCATE,
    Perm.FIGURES_VIEW,
})

GRANTS: dict[Role, frozenset[Perm]] = {
    Role.PRACTITIONER: _FACILITATING | {Perm.AREA_ENTER, Perm.CONTACT_REVEAL, Perm.REFERRAL_MAKE},
    Role.COORDINATOR: _FACILITATING | _COORDINATING | {Perm.AREA_ENTER},
    Role.SUPERVISOR: frozenset({
        Perm.AREA_ENTER,
        Perm.REFERRAL_VIEW,
        Perm.CASE_VIEW,
        Perm.CASE_VIEW_ALL,
        Perm.RECORD_SENSITIVE,
        Perm.RISK_SIGN_OFF,
        Perm.FIGURES_VIEW,
    }),
    Role.MANAGER: _FACILITATING
    | (_COORDINATING - {Perm.REFERRAL_REVEAL})
    | {
        Perm.AREA_ENTER,
        Perm.AREA_CONFIGURE,
        Perm.CASE_RESTRICT,
        Perm.ORDER_AGREE,
        Perm.RECORD_SENSITIVE,
        Perm.CONTACT_BREAK_GLASS,
        Perm.RISK_SIGN_OFF,
        Perm.REPORT_PUBLISH,
        Perm.REPORT_READ,
    },
    Role.COMMISSIONER: frozenset({Perm.AREA_ENTER, Perm.REPORT_READ}),
    Role.REFERRER: frozenset({Perm.AREA_ENTER, Perm.REFERRAL_MAKE, Perm.REFERRAL_VIEW_OWN}),
    Role.GUEST: frozenset({Perm.AREA_ENTER, Perm.REFERRAL_MAKE, Perm.REFERRAL_VIEW_OWN}),
}

# Somebody without an account puts something in and reads nothing back.
PUBLIC_GRANTS = frozenset({Perm.REFERRAL_SEND_IN})

# What only a person may do, the program never does.
SYSTEM_GRANTS = frozenset(Perm) - {
    Perm.REFERRAL_SEND_IN,
    Perm.AREA_CONFIGURE,
    Perm.CASE_RESTRICT,
    Perm.ORDER_AGREE,
    Perm.RECORD_SENSITIVE,
    Perm.CONTACT_BREAK_GLASS,
    Perm.CONTACT_REVEAL,
    Perm.REFERRAL_REVEAL,
    Perm.REPORT_PUBLISH,
    Perm.RISK_SIGN_OFF,
}

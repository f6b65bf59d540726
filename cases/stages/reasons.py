"""Why somebody preferred not to take part (field guide 12.8), or could not."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclineReason(models.TextChoices):
    """`r_` are the reasons of a person responsible, `h_` those of anybody else; `u_` are ours for
    finding somebody unsuitable.
    """

    H_NOT_INTERESTED = "h_notint", _("Prefers not to")
    H_LEAVE = "h_leave", _("Content to leave it to the police or courts")
    H_FEAR_MEETING = "h_fear_meet", _("Worried about contact")
    H_FEAR_RETALIATION = "h_fear_ret", _("Afraid of retaliation")
    H_PRACTICAL = "h_practical", _("Cannot take part now: work, care or health")
    H_MOVED_ON = "h_moved", _("Has moved on")
    H_TOO_SOON = "h_too_soon", _("Too soon: may come back")
    H_TRIVIAL = "h_trivial", _("Not serious enough to them")
    H_ANGRY = "h_angry", _("Does not want to help the other person")
    H_MISTRUST = "h_mistrust", _("Does not trust the service or the process")
    H_ADVISED = "h_advised", _("Advised against it by others")
    H_NO_REASON = "h_unknown", _("Gave no reason")
    R_DENIES = "r_denies", _("Does not accept responsibility")
    R_NOT_READY = "r_notready", _("Not ready: treatment first")
    R_NOT_INTERESTED = "r_notint", _("Not interested")
    R_LEGAL = "r_legal", _("Legal advice or an appeal")
    R_SHAME = "r_shame", _("Shame, or fear of meeting")
    R_NO_BENEFIT = "r_nobenefit", _("Sees no point in it")
    R_MOVED = "r_transfer", _("Moved prison or area, and contact was lost")
    R_NO_REASON = "r_unknown", _("Gave no reason")
    U_RISK = "u_risk", _("The risk cannot be managed")
    U_DENIES = "u_denies", _("Responsibility is not accepted")
    U_MOTIVE = "u_motive", _("Their reasons for taking part could do harm")
    U_PRESSURE = "u_pressure", _("They are under pressure to take part, or not to")
    U_CAPACITY = "u_capacity", _("Health or capacity does not allow it now")
    U_ORDER = "u_order", _("An order or condition does not allow it")
    U_AGENCY = "u_agency", _("Another agency does not support it")
    U_OTHER = "u_other", _("Another reason")


MAY_RETURN = (DeclineReason.H_TOO_SOON, DeclineReason.R_NOT_READY)
"""Who says this may be asked again on a day."""

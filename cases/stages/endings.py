"""How a case waits and ends (field guide 12.10, 12.11 and 12.16)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosureReason(models.TextChoices):
    DIRECT = "c_direct", _("Completed: they met")
    INDIRECT = "c_indirect", _("Completed: letters or messages")
    BOTH = "c_both", _("Completed: letters or messages, and a meeting")
    MEDIATION = "c_mediate", _("Completed: mediation")
    NEEDS_MET = "c_needs_met", _("Ended early: needs were met")
    INDIVIDUAL = "c_indiv", _("Completed: individual work")
    HARMED_DECLINED = "c_h_declined", _("Ended early: person harmed preferred not to")
    RESPONSIBLE_DECLINED = "c_r_declined", _("Ended early: person responsible preferred not to")
    HARMED_WITHDREW = "c_h_withdrew", _("Ended early: person harmed withdrew")
    RESPONSIBLE_WITHDREW = "c_r_withdrew", _("Ended early: person responsible withdrew")
    HARMED_NO_CONTACT = "c_h_nocontact", _("Ended early: person harmed could not be reached")
    RESPONSIBLE_NO_CONTACT = (
        "c_r_nocontact",
        _("Ended early: person responsible could not be reached"),
    )
    PARTY_DECLINED = "c_p_declined", _("Ended early: one of the parties preferred not to")
    PARTY_WITHDREW = "c_p_withdrew", _("Ended early: one of the parties withdrew")
    PARTY_NO_CONTACT = "c_p_nocontact", _("Ended early: one of the parties could not be reached")
    NOT_FOUND = "c_not_found", _("Ended early: somebody could not be traced")
    UNSUITABLE = "c_unsuitable", _("Ended early: assessed unsuitable")
    RISK = "c_risk", _("Ended early: risk could not be managed")
    AGENCY = "c_agency_block", _("Ended early: an agency would not support it")
    LEGAL_CHANGE = "c_cjs_change", _("Ended early: the legal stage changed")
    DEATH = "c_death", _("Ended early: a participant died")
    NEW_OFFENCE = "c_newoff", _("Ended early: a new offence or a recall to prison")
    TRANSFER = "c_transfer", _("Passed to another service")
    OUT_OF_REMIT = "c_outremit", _("Outside remit, found later")
    CAPACITY = "c_capacity", _("The service could not take it on")
    DUPLICATE = "c_dup", _("Duplicate")
    ERROR = "c_error", _("Opened in error")


class MayBeTold(models.TextChoices):
    """What one side may be told of it when a case has ended."""

    ENDED = "ended", _("That the case has ended")
    WHY = "why", _("That it has ended, and why")
    NOTHING = "nothing", _("Nothing")


class WithdrawalReason(models.TextChoices):
    CHANGED_MIND = "w_changed_mind", _("Changed their mind")
    SUPPORT_ELSEWHERE = "w_support_elsewhere", _("Found support elsewhere")
    LIFE_EVENT = "w_life_event", _("Something else in their life")
    DELAY = "w_lost_interest_delay", _("It took too long")
    RISK = "w_risk_up", _("It no longer felt safe")
    PRESSURE = "w_pressure", _("Felt under pressure")
    OTHER_SIDE = "w_other_party", _("Because of the other side")
    HEALTH = "w_health", _("Health")
    DISSATISFIED = "w_dissatisfied", _("Not satisfied with the service")
    NONE_GIVEN = "w_noreason", _("Gave no reason")


class HoldReason(models.TextChoices):
    """Why a case waits (field guide 12.16, side states)."""

    ASKED = "asked", _("Somebody in the case asked for time")
    AGENCY = "agency", _("Waiting for an agency")
    PROCEEDINGS = "proceedings", _("Waiting for court or prison")
    HEALTH = "health", _("Health of somebody in the case")
    RISK = "risk", _("Waiting for a review of the risk")
    STAFF = "staff", _("Nobody can work on it now")


class RestrictionReason(models.TextChoices):
    """Why only those named may see a case."""

    STAFF = "staff", _("Somebody in it works for the service or is close to somebody who does")
    KNOWN = "known", _("Somebody in it is widely known")
    SAFETY = "safety", _("The safety of somebody in it asks for it")
    ASKED = "asked", _("Somebody in it asked for it")

"""The words of a risk assessment (field guide 3.4 and 12.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.stages import RiskLevel


class Kind(models.TextChoices):
    INITIAL = "initial", _("Initial assessment")
    SECONDARY = "secondary", _("Assessment after meeting the people")
    PRE_MEETING = "pre_meeting", _("Before a meeting")
    REVIEW = "review", _("Review")


class Factor(models.TextChoices):
    DENIAL = "rf_denial", _("Denies or plays down what happened")
    REMORSE = "rf_remorse_absent", _("Shows little remorse")
    MOTIVE_GAIN = "rf_motive_gain", _("Hopes to gain by it, such as parole")
    EXPECTATIONS = "rf_expect_unreal", _("Expects what cannot be given")
    PRESSURED = "rf_pressured", _("Under pressure to take part")
    CONTROL = "rf_da_control", _("Coercive control or domestic abuse")
    POWER = "rf_power", _("Imbalance of power")
    ORDER = "rf_order", _("Restraining order or other order")
    TRAUMA = "rf_ptsd", _("Trauma")
    SELF_HARM = "rf_selfharm", _("Self-harm")
    VIOLENCE = "rf_violence", _("Violence")
    SUBSTANCE = "rf_subst", _("Alcohol or drugs")
    LEARNING = "rf_ld", _("Learning needs")
    SUPPORTER = "rf_supporter", _("A supporter")
    SOCIAL_MEDIA = "rf_socialmedia", _("Social media")
    VENUE = "rf_venue", _("The place")
    NOT_DOING = "rf_no_rj_harm", _("Harm if nothing is done")


class AppliesTo(models.TextChoices):
    HARMED = "harmed", _("The person harmed")
    RESPONSIBLE = "responsible", _("The person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")
    SUPPORTER = "supporter", _("A supporter")
    FACILITATOR = "facilitator", _("A facilitator")
    OTHERS = "others", _("Somebody else")


class Judgement(models.TextChoices):
    PROCEED = "proceed", _("Go on")
    CONDITIONS = "conditions", _("Go on with conditions")
    DEFER = "defer", _("Wait")
    MULTI_AGENCY = "multi_agency", _("Ask for a multi-agency meeting")
    STOP = "stop", _("Do not go on")


ON_A_SIDE = (AppliesTo.HARMED, AppliesTo.RESPONSIBLE, AppliesTo.PARTY_A, AppliesTo.PARTY_B)
"""Those whom the area may call otherwise; their codes are those of the sides of a case."""
OF_SOMEBODY_RESPONSIBLE = (Factor.REMORSE,)
"""What is asked of nobody in a mediation."""
GOING_ON = (Judgement.PROCEED, Judgement.CONDITIONS)


class State(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting for sign-off")
    SIGNED = "signed", _("Signed off")
    RETURNED = "returned", _("Sent back")


def rating(likelihood: int, impact: int) -> RiskLevel:
    """Likelihood 1 to 4 by impact 1 to 4: 1-3 low, 4-6 medium, 8-9 high, 12-16 very high."""
    product = likelihood * impact
    if product <= 3:
        return RiskLevel.LOW
    if product <= 6:
        return RiskLevel.MEDIUM
    return RiskLevel.HIGH if product <= 9 else RiskLevel.VERY_HIGH


def highest(levels: Iterable[str]) -> RiskLevel | None:
    """The gravest of some levels, or None of none."""
    order = list(RiskLevel)
    return max((RiskLevel(level) for level in levels), key=order.index, default=None)


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk as it was judged: likelihood and impact 1 to 4, what will be done, what is left."""

    factor: Factor
    applies_to: AppliesTo
    likelihood: int
    impact: int
    mitigation: str
    residual: RiskLevel

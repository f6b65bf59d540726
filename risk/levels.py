"""The words of a risk assessment (field guide 3.4 and 12.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.stages import RiskLevel


class Kind(models.TextChoices):
    INITIAL = "initial", _("Initial assessment")
    SECONDARY = "secondary", _("After meeting the people on both sides")
    SECONDARY_HARMED = "secondary_harmed", _("After meeting the person harmed")
    SECONDARY_RESPONSIBLE = "secondary_harmer", _("After meeting the person responsible")
    SUPPORTER = "supporter", _("A supporter")
    PRE_MEETING = "pre_meeting", _("Before a meeting")
    VENUE = "venue", _("The place of a meeting")
    POST = "post", _("After a meeting")
    REVIEW = "review", _("Review")


class Factor(models.TextChoices):
    """What a risk is, and what protects. No code is ever taken away or given another meaning."""

    DENIAL = "rf_denial", _("Denies what happened")
    MINIMISE = "rf_minimise", _("Plays down what happened")
    REMORSE = "rf_remorse_absent", _("Shows little remorse")
    BLAME = "rf_blame", _("Puts the blame on others")
    EMPATHY = "rf_empathy_low", _("Shows little empathy")
    MOTIVE_GAIN = "rf_motive_gain", _("Hopes to gain by it, such as parole or a lighter sentence")
    REVENGE = "rf_motive_revenge", _("Wants revenge")
    EXPECTATIONS = "rf_expect_unreal", _("Expects what cannot be given")
    PRESSURED = "rf_pressured", _("Under pressure to take part")
    CONTROL = "rf_da_control", _("Coercive control or domestic abuse")
    POWER = "rf_power", _("Imbalance of power")
    ONGOING_CONTACT = "rf_ongoing_contact", _("They are in contact with each other, or will be")
    ORDER = "rf_order", _("Restraining order or other order")
    CHILD_CONTACT = "rf_child_contact", _("Contact with children")
    TRAUMA = "rf_ptsd", _("Trauma")
    SELF_HARM = "rf_selfharm", _("Self-harm")
    MENTAL_HEALTH = "rf_mh_acute", _("Acute mental ill health")
    HURT_AGAIN = "rf_revict", _("Could be hurt again by taking part")
    TREATMENT = "rf_treat_unfinished", _("Treatment or therapy is not finished")
    GRIEF = "rf_grief", _("Grief")
    VIOLENCE = "rf_violence", _("Violence")
    WEAPON = "rf_weapon", _("Weapons")
    VENUE = "rf_venue", _("The place")
    TRAVEL = "rf_travel", _("The way there and back")
    HEALTH = "rf_health", _("Physical health")
    SUBSTANCE = "rf_subst", _("Alcohol or drugs")
    LEARNING = "rf_ld", _("Learning needs")
    NEURO = "rf_neuro", _("Neurodiversity, such as autism or ADHD")
    LANGUAGE = "rf_lang", _("Language")
    AGE = "rf_age", _("Age")
    CAPACITY = "rf_capacity", _("Mental capacity to decide")
    SUPPORTER = "rf_supporter", _("A supporter")
    FAMILY = "rf_family_react", _("How the family may react")
    GANG = "rf_gang", _("Gangs")
    MEDIA = "rf_media", _("Newspapers, radio or television")
    SOCIAL_MEDIA = "rf_socialmedia", _("Social media")
    COMMUNITY = "rf_community_tension", _("Tension in the community")
    APPEAL = "rf_appeal", _("An appeal")
    LICENCE = "rf_licence", _("Licence conditions")
    NEW_OFFENCE = "rf_disclosure_newoff", _("An offence not known yet may be told")
    PRISON = "rf_prison", _("The prison: moves, access, other prisoners")
    AGENCY = "rf_agency_object", _("An agency objects")
    LONE_WORK = "rf_lonework", _("Working alone")
    CONFLICT = "rf_conflict_int", _("Conflict of interest")
    VICARIOUS = "rf_vicarious", _("What staff hear may harm them")
    NOT_DOING = "rf_no_rj_harm", _("Harm if nothing is done")
    PF_SUPPORT = "pf_support", _("Support from people or services")
    PF_THERAPY = "pf_therapy", _("Therapy that was done or goes on")
    PF_RESILIENCE = "pf_resilience", _("Resilience")
    PF_INSIGHT = "pf_insight", _("Insight into what happened")
    PF_CLEAR_GOAL = "pf_clear_goal", _("A clear goal")
    PF_STABLE = "pf_stable", _("A stable life now")


GROUPS: tuple[tuple[str | Promise, tuple[Factor, ...]], ...] = (
    (
        _("Responsibility"),
        (Factor.DENIAL, Factor.MINIMISE, Factor.REMORSE, Factor.BLAME, Factor.EMPATHY),
    ),
    (
        _("Motivation"),
        (Factor.MOTIVE_GAIN, Factor.REVENGE, Factor.EXPECTATIONS, Factor.PRESSURED),
    ),
    (
        _("Between the people"),
        (
            Factor.CONTROL,
            Factor.POWER,
            Factor.ONGOING_CONTACT,
            Factor.ORDER,
            Factor.CHILD_CONTACT,
        ),
    ),
    (
        _("Feelings and mental health"),
        (
            Factor.TRAUMA,
            Factor.SELF_HARM,
            Factor.MENTAL_HEALTH,
            Factor.HURT_AGAIN,
            Factor.TREATMENT,
            Factor.GRIEF,
        ),
    ),
    (
        _("Physical safety and health"),
        (Factor.VIOLENCE, Factor.WEAPON, Factor.VENUE, Factor.TRAVEL, Factor.HEALTH),
    ),
    (_("Substances"), (Factor.SUBSTANCE,)),
    (
        _("Capacity and understanding"),
        (Factor.LEARNING, Factor.NEURO, Factor.LANGUAGE, Factor.AGE, Factor.CAPACITY),
    ),
    (
        _("Other people"),
        (
            Factor.SUPPORTER,
            Factor.FAMILY,
            Factor.GANG,
            Factor.MEDIA,
            Factor.SOCIAL_MEDIA,
            Factor.COMMUNITY,
        ),
    ),
    (
        _("Justice system and agencies"),
        (Factor.APPEAL, Factor.LICENCE, Factor.NEW_OFFENCE, Factor.PRISON, Factor.AGENCY),
    ),
    (_("Staff"), (Factor.LONE_WORK, Factor.CONFLICT, Factor.VICARIOUS)),
    (_("If nothing is done"), (Factor.NOT_DOING,)),
)
"""The risks as the form groups them (field guide 12.11)."""
PROTECTING = tuple(one for one in Factor if one.startswith("pf_"))
"""What makes taking part safer: it is described, and has no likelihood and no level."""


class AppliesTo(models.TextChoices):
    HARMED = "harmed", _("The person harmed")
    RESPONSIBLE = "responsible", _("The person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")
    SUPPORTER = "supporter", _("A supporter")
    FACILITATOR = "facilitator", _("A facilitator")
    COMMUNITY = "community", _("The community")
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
ONE_SIDE = {
    Kind.SECONDARY_HARMED: Kind.SECONDARY_RESPONSIBLE,
    Kind.SECONDARY_RESPONSIBLE: Kind.SECONDARY_HARMED,
}
"""Assessments of one side of a case, with those of the other."""
SIDE_MET = {
    Kind.SECONDARY_HARMED: AppliesTo.HARMED,
    Kind.SECONDARY_RESPONSIBLE: AppliesTo.RESPONSIBLE,
}
OF_A_PART = (Kind.SUPPORTER, Kind.VENUE, Kind.POST)
"""Assessments that never let a whole case go on: of a supporter, a place, and after a meeting."""
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


@dataclass(frozen=True, slots=True)
class Strength:
    """What protects somebody, and how."""

    factor: Factor
    applies_to: AppliesTo
    how: str

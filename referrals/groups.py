"""The first level of two code lists: who refers (field guide 12.1) and kinds of harm (12.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from .stages import Offence, Source


class SourceGroup(models.TextChoices):
    SELF = "self", _("People themselves and their families")
    POLICE = "police", _("Police")
    VICTIM = "victim", _("Victim services")
    PROBATION = "probation", _("Probation")
    PRISON = "prison", _("Prison")
    YOUTH = "youth", _("Youth justice")
    COURTS = "courts", _("Courts and prosecution")
    COUNCIL = "council", _("Councils, housing and social care")
    COMMUNITY = "community", _("Schools, health and voluntary organisations")
    SERVICE = "service", _("Restorative justice services, and our own lists")
    OTHER = "other", _("Other")


class HarmGroup(models.TextChoices):
    VIOLENCE = "violence", _("Violence")
    SEXUAL = "sexual", _("Sexual offences")
    ROBBERY = "robbery", _("Robbery")
    BURGLARY = "burglary", _("Burglary")
    THEFT = "theft", _("Theft")
    DAMAGE = "damage", _("Criminal damage and arson")
    PUBLIC = "public", _("Public order")
    FRAUD = "fraud", _("Fraud and computer misuse")
    DRUGS = "drugs", _("Drugs")
    WEAPONS = "weapons", _("Weapons")
    DRIVING = "driving", _("Other driving offences")
    NO_CRIME = "no_crime", _("No crime")
    OTHER = "other", _("Other")


SOURCES: Mapping[str, Sequence[Source]] = {
    SourceGroup.SELF: (
        Source.SELF_HARMED,
        Source.SELF_RESPONSIBLE,
        Source.SELF_PARTY,
        Source.FAMILY,
    ),
    SourceGroup.POLICE: (Source.POLICE_OFFICER, Source.POLICE_FLO, Source.POLICE_OOCD),
    SourceGroup.VICTIM: (
        Source.VICTIM_CARE,
        Source.VICTIM_SERVICE,
        Source.VICTIM_SPECIALIST,
        Source.HOMICIDE_SERVICE,
    ),
    SourceGroup.PROBATION: (Source.PROBATION_VLO, Source.PROBATION_COM),
    SourceGroup.PRISON: (Source.PRISON_POM, Source.PRISON_OTHER),
    SourceGroup.YOUTH: (Source.YOUTH_JUSTICE,),
    SourceGroup.COURTS: (Source.COURT, Source.PROSECUTION),
    SourceGroup.COUNCIL: (Source.COUNCIL, Source.HOUSING, Source.SOCIAL_CARE),
    SourceGroup.COMMUNITY: (Source.EDUCATION, Source.HEALTH, Source.VOLUNTARY),
    SourceGroup.SERVICE: (Source.RJ_SERVICE, Source.PROACTIVE),
    SourceGroup.OTHER: (Source.OTHER, Source.UNKNOWN),
}

HARMS: Mapping[str, Sequence[Offence]] = {
    HarmGroup.VIOLENCE: (
        Offence.MURDER,
        Offence.MANSLAUGHTER,
        Offence.DRIVING_DEATH,
        Offence.DRIVING_SERIOUS,
        Offence.GBH,
        Offence.ABH,
        Offence.COMMON_ASSAULT,
        Offence.EMERGENCY_WORKER,
        Offence.THREATS,
        Offence.STALKING,
        Offence.HARASSMENT,
        Offence.MALICIOUS_MESSAGES,
        Offence.COERCIVE_CONTROL,
        Offence.KIDNAP,
        Offence.MODERN_SLAVERY,
        Offence.CHILD_CRUELTY,
    ),
    HarmGroup.SEXUAL: (
        Offence.RAPE,
        Offence.SEXUAL_ASSAULT,
        Offence.NON_RECENT_ABUSE,
        Offence.CHILD_ABUSE,
        Offence.CHILD_EXPLOITATION,
        Offence.INDECENT_IMAGES,
        Offence.EXPOSURE,
        Offence.SEXUAL_OTHER,
    ),
    HarmGroup.ROBBERY: (Offence.ROBBERY, Offence.ROBBERY_BUSINESS),
    HarmGroup.BURGLARY: (
        Offence.BURGLARY,
        Offence.BURGLARY_OTHER,
        Offence.BURGLARY_AGGRAVATED,
    ),
    HarmGroup.THEFT: (
        Offence.THEFT_PERSON,
        Offence.SHOPLIFTING,
        Offence.VEHICLE_THEFT,
        Offence.CYCLE_THEFT,
        Offence.THEFT_EMPLOYEE,
        Offence.HANDLING,
        Offence.THEFT,
    ),
    HarmGroup.DAMAGE: (Offence.DAMAGE_VEHICLE, Offence.DAMAGE, Offence.ARSON),
    HarmGroup.PUBLIC: (Offence.PUBLIC_ORDER, Offence.FEAR_ALARM, Offence.RACIAL_PUBLIC),
    HarmGroup.FRAUD: (Offence.FRAUD_ROMANCE, Offence.FRAUD, Offence.CYBER),
    HarmGroup.DRUGS: (Offence.SUPPLY_DEATH, Offence.DRUG_OTHER),
    HarmGroup.WEAPONS: (Offence.WEAPON,),
    HarmGroup.DRIVING: (Offence.CARELESS_DRIVING, Offence.DRIVING_OTHER),
    HarmGroup.NO_CRIME: (
        Offence.NEIGHBOUR,
        Offence.ANTISOCIAL,
        Offence.CHILD_TO_PARENT,
        Offence.BULLYING,
        Offence.FAMILY_CONFLICT,
        Offence.WORK_CONFLICT,
        Offence.HATE_INCIDENT,
    ),
    HarmGroup.OTHER: (Offence.OTHER,),
}

SENSITIVE = frozenset({
    Offence.MURDER,
    Offence.MANSLAUGHTER,
    Offence.DRIVING_DEATH,
    Offence.STALKING,
    Offence.COERCIVE_CONTROL,
    Offence.MODERN_SLAVERY,
    Offence.CHILD_CRUELTY,
    Offence.RAPE,
    Offence.SEXUAL_ASSAULT,
    Offence.NON_RECENT_ABUSE,
    Offence.CHILD_ABUSE,
    Offence.CHILD_EXPLOITATION,
    Offence.INDECENT_IMAGES,
    Offence.EXPOSURE,
    Offence.SEXUAL_OTHER,
    Offence.SUPPLY_DEATH,
    Offence.RACIAL_PUBLIC,
    Offence.HATE_INCIDENT,
})
"""Harm that makes a case sensitive whatever was flagged: somebody died, it was sexual, against a
child, out of hatred, or by control or slavery.
"""

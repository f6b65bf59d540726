"""Kinds of harm, flags and legal stages by the words of other people's lists."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from django.utils.translation import get_language

from referrals.stages import Flag, JusticeStage, Offence

from .columns import plain

Choice = TypeVar("Choice", Offence, JusticeStage)
OFFENCES: tuple[tuple[str, Offence], ...] = (
    ("murder", Offence.MURDER),
    ("manslaughter", Offence.MANSLAUGHTER),
    ("death by", Offence.DRIVING_DEATH),
    ("causing death", Offence.DRIVING_DEATH),
    ("serious injury by", Offence.DRIVING_SERIOUS),
    ("grievous", Offence.GBH),
    ("gbh", Offence.GBH),
    ("wounding", Offence.GBH),
    ("emergency worker", Offence.EMERGENCY_WORKER),
    ("assault on police", Offence.EMERGENCY_WORKER),
    ("assault police", Offence.EMERGENCY_WORKER),
    ("actual bodily", Offence.ABH),
    ("abh", Offence.ABH),
    ("rape", Offence.RAPE),
    ("sexual assault", Offence.SEXUAL_ASSAULT),
    ("sexual exploitation", Offence.CHILD_EXPLOITATION),
    ("indecent image", Offence.INDECENT_IMAGES),
    ("exposure", Offence.EXPOSURE),
    ("voyeur", Offence.EXPOSURE),
    ("sexual", Offence.SEXUAL_OTHER),
    ("common assault", Offence.COMMON_ASSAULT),
    ("assault without injury", Offence.COMMON_ASSAULT),
    ("battery", Offence.COMMON_ASSAULT),
    ("stalking", Offence.STALKING),
    ("coercive", Offence.COERCIVE_CONTROL),
    ("controlling", Offence.COERCIVE_CONTROL),
    ("malicious comm", Offence.MALICIOUS_MESSAGES),
    ("harassment", Offence.HARASSMENT),
    ("kidnap", Offence.KIDNAP),
    ("false imprisonment", Offence.KIDNAP),
    ("slavery", Offence.MODERN_SLAVERY),
    ("cruelty to a child", Offence.CHILD_CRUELTY),
    ("child cruelty", Offence.CHILD_CRUELTY),
    ("neglect of a child", Offence.CHILD_CRUELTY),
    ("aggravated burglary", Offence.BURGLARY_AGGRAVATED),
    ("burglary business", Offence.BURGLARY_OTHER),
    ("burglary commercial", Offence.BURGLARY_OTHER),
    ("non dwelling", Offence.BURGLARY_OTHER),
    ("other than a dwelling", Offence.BURGLARY_OTHER),
    ("burglary", Offence.BURGLARY),
    ("robbery of business", Offence.ROBBERY_BUSINESS),
    ("business robbery", Offence.ROBBERY_BUSINESS),
    ("robbery business", Offence.ROBBERY_BUSINESS),
    ("robbery", Offence.ROBBERY),
    ("theft from the person", Offence.THEFT_PERSON),
    ("theft from person", Offence.THEFT_PERSON),
    ("theft from a person", Offence.THEFT_PERSON),
    ("shop lifting", Offence.SHOPLIFTING),
    ("shoplift", Offence.SHOPLIFTING),
    ("shop theft", Offence.SHOPLIFTING),
    ("theft of motor", Offence.VEHICLE_THEFT),
    ("theft from motor", Offence.VEHICLE_THEFT),
    ("theft of a motor", Offence.VEHICLE_THEFT),
    ("theft from a motor", Offence.VEHICLE_THEFT),
    ("theft of vehicle", Offence.VEHICLE_THEFT),
    ("theft from vehicle", Offence.VEHICLE_THEFT),
    ("vehicle taking", Offence.VEHICLE_THEFT),
    ("twoc", Offence.VEHICLE_THEFT),
    ("cycle", Offence.CYCLE_THEFT),
    ("theft by employee", Offence.THEFT_EMPLOYEE),
    ("theft by an employee", Offence.THEFT_EMPLOYEE),
    ("handling", Offence.HANDLING),
    ("theft", Offence.THEFT),
    ("damage to vehicle", Offence.DAMAGE_VEHICLE),
    ("damage to a vehicle", Offence.DAMAGE_VEHICLE),
    ("damage to motor", Offence.DAMAGE_VEHICLE),
    ("arson", Offence.ARSON),
    ("criminal damage", Offence.DAMAGE),
    ("racially or religiously aggravated public", Offence.RACIAL_PUBLIC),
    ("fear or alarm", Offence.FEAR_ALARM),
    ("fear alarm", Offence.FEAR_ALARM),
    ("affray", Offence.PUBLIC_ORDER),
    ("violent disorder", Offence.PUBLIC_ORDER),
    ("public order", Offence.PUBLIC_ORDER),
    ("threats", Offence.THREATS),
    ("threatening", Offence.THREATS),
    ("romance fraud", Offence.FRAUD_ROMANCE),
    ("fraud", Offence.FRAUD),
    ("computer misuse", Offence.CYBER),
    ("weapon", Offence.WEAPON),
    ("bladed", Offence.WEAPON),
    ("careless driving", Offence.CARELESS_DRIVING),
    ("without due care", Offence.CARELESS_DRIVING),
    ("driving", Offence.DRIVING_OTHER),
    ("neighbour", Offence.NEIGHBOUR),
    ("anti social", Offence.ANTISOCIAL),
    ("antisocial", Offence.ANTISOCIAL),
    ("asb", Offence.ANTISOCIAL),
    ("bullying", Offence.BULLYING),
    ("hate incident", Offence.HATE_INCIDENT),
)
"""Words of an offence, the more special before the general: the first that stands there wins."""

UNSURE = ("attempt", "conspir", "assist", "encourag")
"""What makes an offence another one than its name: a person looks."""

FLAGS: tuple[tuple[str, Flag], ...] = (
    ("domestic", Flag.DOMESTIC_ABUSE),
    ("coercive", Flag.DOMESTIC_ABUSE),
    ("rape", Flag.SEXUAL),
    ("sexual", Flag.SEXUAL),
    ("indecent", Flag.SEXUAL),
    ("exposure", Flag.SEXUAL),
    ("voyeur", Flag.SEXUAL),
    ("stalking", Flag.STALKING),
    ("hate", Flag.HATE),
    ("racial", Flag.HATE),
    ("religious", Flag.HATE),
    ("homophobic", Flag.HATE),
    ("transphobic", Flag.HATE),
    ("child", Flag.CHILD),
    ("sexual exploitation", Flag.EXPLOITATION),
    ("trafficking", Flag.TRAFFICKING),
    ("slavery", Flag.TRAFFICKING),
    ("murder", Flag.FATAL),
    ("manslaughter", Flag.FATAL),
    ("death", Flag.FATAL),
)

STAGES: tuple[tuple[str, JusticeStage], ...] = (
    ("community resolution", JusticeStage.COMMUNITY_RESOLUTION),
    ("conditional caution", JusticeStage.CONDITIONAL_CAUTION),
    ("not reported", JusticeStage.UNREPORTED),
    ("no further action", JusticeStage.NFA),
    ("nfa", JusticeStage.NFA),
    ("filed", JusticeStage.NFA),
    ("no suspect", JusticeStage.NFA),
    ("under investigation", JusticeStage.REPORTED),
    ("ongoing", JusticeStage.REPORTED),
    ("not guilty", JusticeStage.CHARGED),
    ("no plea", JusticeStage.PLEA_PENDING),
    ("awaiting sentence", JusticeStage.PRE_SENTENCE),
    ("pre sentence", JusticeStage.PRE_SENTENCE),
    ("pleaded guilty", JusticeStage.PRE_SENTENCE),
    ("deferred", JusticeStage.DEFERRED),
    ("suspended", JusticeStage.SUSPENDED),
    ("community order", JusticeStage.COMMUNITY),
    ("community sentence", JusticeStage.COMMUNITY),
    ("licence", JusticeStage.LICENCE),
    ("custody", JusticeStage.CUSTODY),
    ("prison", JusticeStage.CUSTODY),
    ("appeal", JusticeStage.APPEAL),
    ("charged", JusticeStage.CHARGED),
    ("summonsed", JusticeStage.CHARGED),
)


def read_offence(text: str) -> Offence | None:
    """The kind of harm that a text names, by code, by our own name, by the words above; or none."""
    words = plain(text)
    if own := _ours(Offence, words):
        return own
    if any(word in words for word in UNSURE):
        return None
    return next((offence for name, offence in OFFENCES if _stands(name, words)), None)


def read_flags(text: str) -> list[Flag]:
    """What calls for special care in the words of an offence. Missing words say nothing."""
    words = plain(text)
    return list(dict.fromkeys(flag for name, flag in FLAGS if _stands(name, words)))


def read_stage(text: str) -> JusticeStage | None:
    words = plain(text)
    own = _ours(JusticeStage, words)
    return own or next((stage for name, stage in STAGES if _stands(name, words)), None)


def _ours(codes: type[Choice], words: str) -> Choice | None:
    return _names(codes, get_language()).get(words)


@cache
def _names(codes: type[Choice], _language: str | None) -> dict[str, Choice]:
    """Our own codes and labels in a language: asked of every line, so made once."""
    by_label = {plain(str(one.label)): one for one in codes}
    return by_label | {plain(one.value): one for one in codes}


def _stands(name: str, words: str) -> bool:
    """Whether a word of the text begins so: "shoplift" stands in "shoplifting", "rape" not in
    "drape".
    """
    return f" {name}" in f" {words}"

import pytest

from referrals.reading.offences import read_flags, read_offence, read_stage
from referrals.stages import JusticeStage, Offence


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("burg_dwell", Offence.BURGLARY),
        ("Burglary of a home", Offence.BURGLARY),
        ("Residential burglary of a home", Offence.BURGLARY),
        ("BURGLARY - BUSINESS AND COMMUNITY", Offence.BURGLARY_OTHER),
        ("Aggravated burglary in a dwelling", Offence.BURGLARY_AGGRAVATED),
        ("Assault occasioning actual bodily harm", Offence.ABH),
        ("S.20 wounding", Offence.GBH),
        ("Common assault and battery", Offence.COMMON_ASSAULT),
        ("Assault on emergency worker", Offence.EMERGENCY_WORKER),
        ("Theft from motor vehicle", Offence.VEHICLE_THEFT),
        ("Criminal damage to motor vehicles", Offence.DAMAGE_VEHICLE),
        ("Criminal damage", Offence.DAMAGE),
        ("Theft from shop - shoplifting", Offence.SHOPLIFTING),
        ("Theft of pedal cycle", Offence.CYCLE_THEFT),
        ("Causing death by dangerous driving", Offence.DRIVING_DEATH),
        ("Dangerous driving", Offence.DRIVING_OTHER),
        ("Sexual assault on a female", Offence.SEXUAL_ASSAULT),
        ("Robbery", Offence.ROBBERY),
        ("ASB nuisance", Offence.ANTISOCIAL),
        ("Attempted murder", None),
        ("Conspiracy to rob", None),
        ("Draped in cloth", None),
        ("ZZ/99", None),
    ],
)
def test_the_kind_of_harm_is_known_by_its_words(text, offence):
    assert read_offence(text) == offence


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Racially aggravated common assault", ["hate"]),
        ("Domestic common assault", ["da"]),
        ("Rape of a child under 13", ["sexual", "child_victim"]),
        ("Stalking", ["stalking"]),
        ("Manslaughter", ["fatal"]),
        ("Burglary", []),
    ],
)
def test_what_calls_for_special_care_is_seen_in_the_offence(text, flags):
    assert [flag.value for flag in read_flags(text)] == flags


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("oocd_cr", JusticeStage.COMMUNITY_RESOLUTION),
        ("Community Resolution (with RJ)", JusticeStage.COMMUNITY_RESOLUTION),
        ("Adult conditional caution", JusticeStage.CONDITIONAL_CAUTION),
        ("NFA - evidential difficulties", JusticeStage.NFA),
        ("Charged", JusticeStage.CHARGED),
        ("HMP: serving prisoner", JusticeStage.CUSTODY),
        ("Code 18", None),
    ],
)
def test_the_legal_stage_is_known_by_its_words(text, stage):
    assert read_stage(text) == stage

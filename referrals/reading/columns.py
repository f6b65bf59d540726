"""What a column can mean, and by which headings it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.stages import Side

INCIDENT, REFERRER = "incident", "referrer"
NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a column can tell: its code, the part of the referral, and how long it may be.

    `headings` are those that name it, separated by commas, in small letters.
    """

    code: str
    part: str
    label: str | Promise
    limit: int
    headings: str


def _of_person(side: Side) -> tuple[Meaning, ...]:
    rows = (
        ("first_name", _("first name"), 80, "first name,first names,forename,forenames,given name"),
        ("last_name", _("last name"), 80, "last name,surname,family name"),
        ("name", _("whole name"), 160, "name,full name,whole name,"),
        ("organisation", _("organisation"), 120, "organisation,company,business,business name"),
        ("date_of_birth", _("date of birth"), 80, "dob,date of birth,birth date,d o b,born"),
        (
            "telephone",
            _("telephone"),
            40,
            (
                "telephone,phone,mobile,tel,contact number,phone number,telephone number,tel no,"
                "mobile number,mobile no,tel number,phone no,contact no,contact tel"
            ),
        ),
        ("email", _("email address"), 254, "email,e mail,email address,e mail address"),
        ("address", _("address"), 300, "address,home address,full address,postal address"),
        ("postcode", _("postcode"), 20, "postcode,post code,home postcode"),
        (
            "safe",
            _("is it safe to contact them?"),
            80,
            "safe to contact,safe contact,contact safe,is it safe to contact,safe",
        ),
    )
    return tuple(Meaning(f"{side.value}_{code}", side.value, *rest) for code, *rest in rows)  # type: ignore[arg-type]


MEANINGS: tuple[Meaning, ...] = (
    Meaning(
        "police_reference",
        INCIDENT,
        _("Police crime reference"),
        40,
        "crime number,crime no,crime ref,crime reference,crime reference number,crime ref no,crn,"
        "police reference,police ref,urn,occurrence number,occurrence,reference,reference number,"
        "niche number,incident number,log number,ref",
    ),
    Meaning(
        "offence",
        INCIDENT,
        _("Offence or kind of harm"),
        200,
        "offence,offence type,crime type,offence description,crime,offence code,crime description,"
        "offence title,harm type,type of harm,incident type,offence name",
    ),
    Meaning(
        "happened_on",
        INCIDENT,
        _("When it happened"),
        80,
        "offence date,date of offence,incident date,date of incident,date,date committed,"
        "committed on,occurred on,date occurred,crime date,happened on,date of crime,"
        "committed date,when",
    ),
    Meaning(
        "place",
        INCIDENT,
        _("Where it happened"),
        300,
        "location,place,offence location,venue,where,incident location,crime location",
    ),
    Meaning(
        "justice_stage",
        INCIDENT,
        _("Outcome or legal stage"),
        200,
        "outcome,disposal,legal stage,status,outcome type,stage,case status,result,crime outcome,"
        "disposal type",
    ),
    Meaning(
        "account",
        INCIDENT,
        _("What happened, or notes"),
        10_000,
        "mo,circumstances,summary,details,notes,description,account,free text,comments,"
        "what happened,narrative,incident details,modus operandi,remarks,offence details",
    ),
    *_of_person(Side.HARMED),
    *_of_person(Side.RESPONSIBLE),
    Meaning(
        "responsible_accepts",
        Side.RESPONSIBLE.value,
        _("do they accept responsibility?"),
        80,
        "accepts responsibility,admitted,admission,accepts,admits,admits offence,guilty plea,"
        "admitted offence,responsibility accepted,takes responsibility",
    ),
    *_of_person(Side.PARTY_A),
    *_of_person(Side.PARTY_B),
    Meaning(
        "officer_name",
        REFERRER,
        _("Officer's name"),
        120,
        "oic,officer,officer name,officer in case,officer in the case,oic name,referrer,"
        "investigating officer,referring officer,referrer name,officers name",
    ),
    Meaning(
        "officer_email",
        REFERRER,
        _("Officer's email address"),
        254,
        "oic email,officer email,officer email address,oic email address,referrer email,"
        "officers email",
    ),
)
BY_CODE = {meaning.code: meaning for meaning in MEANINGS}
NAMING = frozenset({
    f"{side.value}_{part}"
    for side in Side
    for part in ("first_name", "last_name", "name", "organisation")
}) - {f"{Side.RESPONSIBLE.value}_organisation"}
SIDES = {
    Side.HARMED: "person harmed,harmed person,harmed,victim,vic,complainant,aggrieved,"
    "injured party,ip,injured person",
    Side.RESPONSIBLE: "person responsible,responsible person,responsible,offender,suspect,"
    "perpetrator,perp,harmer,accused,defendant,nominal,respondent,off,sus",
    Side.PARTY_A: "party a,party 1,party one,first party,neighbour a,neighbour 1",
    Side.PARTY_B: "party b,party 2,party two,second party,neighbour b,neighbour 2",
}
"""What lists call the sides; the longer names first, so that the whole of one is taken away."""


def plain(heading: str) -> str:
    """A heading in small letters and single spaces, without the s of a possessive."""
    words = NOT_LETTERS.sub(" ", heading.casefold().replace("\u2019s", "").replace("'s", ""))
    return " ".join(words.split())


def matched_before(columns: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """What an agency's last list says of these columns: code to heading, for headings that stand
    here again.
    """
    here = {plain(column): column for column in columns}
    found = {code: here.get(plain(heading)) for code, heading in remembered.items()}
    return {code: heading for code, heading in found.items() if heading and code in BY_CODE}


def guessed(columns: Sequence[str]) -> dict[str, str]:
    """Code to heading, by plain rules; each column and each code at most once.

    A column that names no side (Surname, DOB) is taken for the person harmed, where no other is.
    """
    codes: dict[str, str] = {}
    sided = [(column, *_side_of(plain(column))) for column in columns]
    for column, side, rest in chain(
        (one for one in sided if one[1]), (one for one in sided if not one[1])
    ):
        found = next((code for code in _codes(side, rest) if code not in codes), None)
        if found:
            codes[found] = column
    return codes


def _side_of(heading: str) -> tuple[Side | None, str]:
    """The side that a heading names, and the rest of it."""
    for side, names in SIDES.items():
        for name in names.split(","):
            bare = f" {heading} ".replace(f" {name} ", " ", 1)
            if bare != f" {heading} ":
                return side, bare.strip()
    return None, heading


def _codes(side: Side | None, rest: str) -> list[str]:
    here = [one for one in MEANINGS if rest in one.headings.split(",")]
    if side:
        return [one.code for one in here if one.part == side.value]
    if not rest:
        return []
    parts = {INCIDENT, REFERRER, Side.HARMED.value}
    codes = [one.code for one in here if one.part in parts]
    return codes or [one.code for one in here]

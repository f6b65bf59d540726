"""Names, and ways to reach people that are nobody's."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from random import Random

from areas.places.register import sectors

FIRST = [
    "Amara",
    "Tom",
    "Idris",
    "Zofia",
    "Ravi",
    "Chloe",
    "Ewan",
    "Ngozi",
    "Leila",
    "Marcus",
    "Callum",
    "Mei",
    "Patrick",
    "Nadia",
    "Olga",
    "Samir",
    "Beth",
    "Kwame",
    "Ines",
    "Joanne",
    "Tariq",
    "Megan",
    "Liam",
    "Yusra",
    "Zoë",
    "Anaïs",
    "Seán",
    "Jürgen",
    "Håkon",
    "Nguyễn",
]
LAST = [
    "Okafor",
    "Nowak",
    "Patel",
    "Brennan",
    "Osman",
    "Kaur",
    "Whitfield",
    "Ahmed",
    "Côté",
    "Barnes",
    "Mensah",
    "Silva",
    "Turner",
    "Ellis",
    "Chen",
    "Murray",
    "Doğan",
    "Bianchi",
    "Foster",
    "Łukasiewicz",
    "O’Neill",
    "Smith-Jones",
    "Åkesson",
    "Nguyễn",
]
OTHER_SCRIPTS = (
    ("Олена", "Коваленко"),
    ("محمد", "العلي"),
    ("小龍", "李"),
    ("Αικατερίνη", "Παπαδοπούλου"),
    ("ਗੁਰਪ੍ਰੀਤ", "ਸਿੰਘ"),
    ("ნინო", "ბერიძე"),
    ("فاطمة", "الزهراء"),
    ("สมชาย", "ใจดี"),
    ("יעל", "כהן"),
    ("আয়েশা", "খাতুন"),
)
SHOPS = ("Corner Shop", "Siop y Gornel", "Station Café", "Harbour Hardware", "St Mary’s School")
STREETS = ("Sample Street", "Example Road", "Specimen Terrace", "Stryd yr Enghraifft")
SAFE_CONTACT = (
    "Text first, then a call in the evening.",
    "Calls on weekday mornings. No voicemail.",
    "Through the offender manager only.",
    "By email. Never by post.",
)
NOT_ISSUED = "CIKMOV"
"""Letters that no postcode has in its last two places: a sector is real, the postcode nobody's."""
WELSH_NAMES = Path(__file__).parent / "names_welsh.csv"


@cache
def welsh() -> tuple[list[str], list[str]]:
    """First names and last names of Wales, with their diacritics."""
    with WELSH_NAMES.open(encoding="utf-8") as file:
        rows = [(row["kind"], row["name"]) for row in csv.DictReader(file)]
    firsts = [name for kind, name in rows if kind.startswith("first")]
    return firsts, [name for kind, name in rows if kind == "last"]


def name(draw: Random, *, welsh_share: float) -> tuple[str, str]:
    """A first and a last name; one in twenty is in another script."""
    if draw.random() < 0.05:
        return draw.choice(OTHER_SCRIPTS)
    firsts, lasts = welsh() if draw.random() < welsh_share else (FIRST, LAST)
    return draw.choice(firsts), draw.choice(lasts)


def mobile(draw: Random) -> str:
    return f"07700 900{draw.randrange(1000):03d}"


def email(draw: Random) -> str:
    """An address at a domain that reaches nobody, without a name in it."""
    return f"person{draw.randrange(10_000):04d}@example.org"


@cache
def sectors_of(slug: str) -> list[str]:
    """The postcode sectors that lie wholly in an area."""
    found = sectors().items()
    return [
        code for code, parts in found if len(parts) == 1 and parts[0].district.force.slug == slug
    ]


def address(draw: Random, slug: str) -> str:
    """A street that is nowhere, with a real sector of the area and letters that are nobody's."""
    inward = "".join(draw.choices(NOT_ISSUED, k=2))
    sector = draw.choice(sectors_of(slug))
    return f"{draw.randrange(1, 90)} {draw.choice(STREETS)}, {sector}{inward}"

"""Those whom a line names, and how it says that they can be reached."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.models import Answer, ContactPoint
from referrals.actions.told import PersonTold, WayToReach
from referrals.stages import Side

from .cells import Cells
from .days import read_day
from .reasons import FUTURE, LONG, OLD, SHORT_YEAR, UNREADABLE

Kind = ContactPoint.Kind
OLDEST = 120
CHILD = 10
NAME = 80
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})|BFPO ?[0-9]{1,4}", re.ASCII)
NO_HOME = re.compile(r"n\.?f\.?a\.?|no fixed (abode|address)|homeless", re.IGNORECASE)
LOST_ZERO = re.compile(r"[1237][0-9]{9}", re.ASCII)
TELEPHONE_DIGITS = range(3, 16)


def read_person(cells: Cells, side: Side, *, today: date) -> PersonTold | None:
    """The person or organisation on one side of a line; none where it has no name."""
    first, last = _names(cells, side)
    organisation = cells.text(f"{side.value}_organisation")
    if not (first or last or organisation):
        return None
    is_safe = cells.answer(f"{side.value}_safe")
    accepts = side == Side.RESPONSIBLE
    return PersonTold(
        side=side,
        first_name=first,
        last_name=last,
        organisation=organisation,
        date_of_birth=_birth(cells, f"{side.value}_date_of_birth", today=today),
        accepts_responsibility=cells.answer("responsible_accepts") if accepts else Answer.UNKNOWN,
        more_ways=_ways(cells, side, is_safe=is_safe),
        contacts_us=is_safe == Answer.NO,
    )


def as_email(cells: Cells, code: str) -> str:
    """An address that can be one; anything else needs a look and is left out."""
    text = cells.text(code)
    if text:
        try:
            validate_email(text)
        except ValidationError:
            cells.look(code, UNREADABLE)
            return ""
    return text


def _names(cells: Cells, side: Side) -> tuple[str, str]:
    """First and last name, from a cell each or from one: "LANE, Jessica" or "Jessica Lane"."""
    first, last = cells.text(f"{side.value}_first_name"), cells.text(f"{side.value}_last_name")
    whole = cells.text(f"{side.value}_name")
    if whole and not (first or last):
        if "," in whole:
            last, first = (part.strip() for part in whole.split(",", 1))
        else:
            first, _space, last = whole.rpartition(" ")
        if max(len(first), len(last)) > NAME:
            cells.refuse(f"{side.value}_name", LONG)
    return first, last


def _birth(cells: Cells, code: str, *, today: date) -> date | None:
    text = cells.text(code)
    if not text:
        return None
    found = read_day(text, today=today)
    if found is None:
        cells.look(code, UNREADABLE)
        return None
    on = found.on
    if found.is_short and on > today:
        on = on.replace(year=on.year - 100)
    age = today.year - on.year - ((today.month, today.day) < (on.month, on.day))
    if on > today:
        cells.refuse(code, FUTURE)
    elif age > OLDEST:
        cells.refuse(code, OLD)
    elif found.is_short and age < CHILD:
        cells.look(code, SHORT_YEAR)
    return on


def _ways(cells: Cells, side: Side, *, is_safe: str) -> list[WayToReach]:
    """Each way that the line gives; how safe they are is said of all of them, or not known."""
    found = (
        _telephone(cells, f"{side.value}_telephone"),
        (Kind.EMAIL, as_email(cells, f"{side.value}_email")),
        (Kind.ADDRESS, _address(cells, side)),
    )
    return [WayToReach(kind=kind, value=value, is_safe=is_safe) for kind, value in found if value]


def _telephone(cells: Cells, code: str) -> tuple[str, str]:
    """A number with the leading zero that spreadsheets take away."""
    text = cells.text(code)
    digits = "".join(sign for sign in text if sign.isdecimal())
    if text and len(digits) not in TELEPHONE_DIGITS:
        cells.look(code, UNREADABLE)
        return Kind.TELEPHONE, ""
    number = f"0{text}" if LOST_ZERO.fullmatch(text) else text
    is_mobile = number.startswith(("07", "+447", "+44 7", "00447"))
    return (Kind.MOBILE if is_mobile else Kind.TELEPHONE), number


def _address(cells: Cells, side: Side) -> str:
    """Address and postcode in one; a postcode that cannot be one stays as it was written."""
    code = f"{side.value}_postcode"
    text = cells.text(code)
    bare = text.upper().replace(" ", "")
    found = POSTCODE.fullmatch(bare)
    if text and not found and not NO_HOME.fullmatch(text):
        cells.look(code, UNREADABLE)
    postcode = f"{found[1]} {found[2]}" if found and found[1] else text
    return ", ".join(filter(None, [cells.text(f"{side.value}_address"), postcode]))

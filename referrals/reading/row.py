"""One line of a list: the verdict on it, and the referral that it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from people.models import Answer
from referrals.actions.told import IncidentTold, PersonTold, ReferrerTold
from referrals.sides import are_at_odds, is_mediation
from referrals.stages import JusticeStage, Offence, Side

from . import reasons
from .cells import Cells
from .columns import BY_CODE
from .days import is_about, read_day
from .offences import read_flags, read_offence, read_stage
from .person import as_email, read_person

READY, LOOK, REFUSED = "ready", "look", "refused"
EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Row:
    """What a line tells. A refused one tells it too, and nothing is done with it."""

    verdict: str
    reasons: list[str]
    incident: IncidentTold
    people: list[PersonTold]
    referrer: ReferrerTold
    as_sent: list[tuple[str, str]] = field(default_factory=list)


def read_row(
    body: Sequence[str], *, columns: Sequence[str], mapping: Mapping[str, str], today: date
) -> Row:
    """Read one line by the columns that were matched. What is not known stays not known."""
    cells = Cells.of(body, columns=columns, mapping=mapping)
    people = [one for side in Side if (one := read_person(cells, side, today=today))]
    incident = _incident(cells, people, today=today)
    referrer = ReferrerTold(name=cells.text("officer_name"), email=as_email(cells, "officer_email"))
    _judge_row(cells, people, is_ragged=len(body) > len(columns))
    return Row(
        verdict=REFUSED if cells.refusals else LOOK if cells.looks else READY,
        reasons=[*cells.refusals, *cells.looks],
        incident=incident,
        people=people,
        referrer=referrer,
        as_sent=_as_sent(cells, mapping),
    )


def _judge_row(cells: Cells, people: Sequence[PersonTold], *, is_ragged: bool) -> None:
    if is_ragged:
        cells.refusals.insert(0, reasons.MORE_CELLS)
    sides = {one.side for one in people}
    if not people:
        cells.refusals.insert(0, reasons.NOBODY)
    elif are_at_odds(sides):
        cells.refusals.insert(0, reasons.TWO_KINDS)
    elif not is_mediation(sides) and Side.HARMED not in sides:
        cells.looks.append(reasons.NO_HARMED)


def _as_sent(cells: Cells, mapping: Mapping[str, str]) -> list[tuple[str, str]]:
    """The cells of the columns that were matched, under the file's own headings."""
    return [(mapping[code], cells.by_code[code]) for code in BY_CODE if cells.by_code.get(code)]


def _incident(cells: Cells, people: Sequence[PersonTold], *, today: date) -> IncidentTold:
    on, about = _when(cells, today=today)
    notes: list[str] = []
    offence = _offence(cells, notes)
    stage = _stage(cells, notes)
    is_named = any(one.side == Side.RESPONSIBLE for one in people)
    reference = cells.text("police_reference")
    return IncidentTold(
        offence=offence,
        account=_account(cells, notes),
        happened_on=on,
        happened_about=about,
        police_reference=reference,
        justice_stage=stage,
        flags=[flag.value for flag in read_flags(cells.text("offence"))],
        reported=Answer.YES if reference else Answer.UNKNOWN,
        responsible_identified=Answer.YES if is_named else Answer.UNKNOWN,
    )


def _account(cells: Cells, notes: Sequence[str]) -> str:
    """What the list says of it, with what no field of ours could hold."""
    if place := cells.text("place"):
        notes = [*notes, _("Where: %(place)s") % {"place": place}]
    told = "\n".join(filter(None, [cells.text("account"), *notes]))
    return told or _("The list says nothing of what happened.")


def _offence(cells: Cells, notes: list[str]) -> str:
    text = cells.text("offence")
    if not text:
        cells.looks.append(reasons.NO_OFFENCE)
        return Offence.OTHER
    found = read_offence(text)
    if found is None:
        cells.look("offence", reasons.UNKNOWN)
        notes.append(_("Offence: %(offence)s") % {"offence": text})
    return found or Offence.OTHER


def _stage(cells: Cells, notes: list[str]) -> str:
    text = cells.text("justice_stage")
    found = read_stage(text) if text else JusticeStage.NOT_KNOWN
    if found is None:
        cells.look("justice_stage", reasons.UNKNOWN)
        notes.append(_("Outcome: %(outcome)s") % {"outcome": text})
    return found or JusticeStage.NOT_KNOWN


def _when(cells: Cells, *, today: date) -> tuple[date | None, str]:
    """The day, or else the words for when it was."""
    text = cells.text("happened_on")
    found = read_day(text, today=today) if text else None
    if found is None:
        if text and not is_about(text):
            cells.look("happened_on", reasons.UNREADABLE)
        return None, text
    if found.on > today:
        cells.refuse("happened_on", reasons.FUTURE)
    if found.on.year < EARLIEST_YEAR:
        cells.refuse("happened_on", reasons.EARLY)
    return found.on, ""

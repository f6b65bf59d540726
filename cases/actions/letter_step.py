"""How every step of a letter begins and ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Model

from areas.actor import Actor
from cases.models import Case, Letter, LetterOffer, LetterReview, LetterVersion
from cases.queries.activities import latest_offer
from cases.queries.letter_steps import step_named
from cases.queries.letters import versions_of
from cases.stages import ReviewVerdict

from .activity import stamp
from .case_work import work_on
from .crossing import must_be_open
from .timeline import tell


def locked_letter(
    letter: Letter, step: str, *, version: int | None, by: Actor
) -> tuple[Case, Letter, LetterOffer | None]:
    """Case and letter, locked, if the table allows the step and the letter is as it was seen."""
    seen = letter.version if version is None else version
    case = work_on(letter.case, by=by)
    letter = Letter.objects.visible_to(by).select_for_update().get(pk=letter.pk, case=case)
    offer, ends = latest_offer(by, letter), (letter.author, letter.recipient)
    must_be_open(letter, step_named(step), ends=ends, seen=seen, offer=offer)
    return case, letter, offer


def save_letter(letter: Letter, *fields: str) -> None:
    letter.version += 1
    letter.save(update_fields=[*fields, "version"])


def tell_of(
    letter: Letter,
    kind: str,
    case: Case,
    *,
    by: Actor,
    now: datetime,
    on: date | None = None,
    row: Model | None = None,
    **codes: Any,
) -> None:
    """The line of history and the audit row, about the author and to the recipient."""
    to = str(letter.recipient_id)
    tell(case, kind, letter, by=by, now=now, on=on, about=letter.author, row=row, to=to, **codes)


def add_version(letter: Letter, *, by: Actor, now: datetime) -> LetterVersion:
    """The letter's text as it now stands, kept for good."""
    number = versions_of(by, letter).count() + 1
    return LetterVersion.objects.create(
        letter=letter, number=number, body=letter.body, **stamp(by, now)
    )


def newest_version(letter: Letter, *, by: Actor) -> LetterVersion:
    """The version that holds the letter's text; of one from before versions were kept it is made
    now, as its writer left it.
    """
    kept = versions_of(by, letter).first()
    return kept or LetterVersion.objects.create(
        letter=letter,
        number=1,
        body=letter.body,
        area_id=letter.area_id,
        recorded_at=letter.recorded_at,
        recorded_by=letter.recorded_by,
    )


def add_review(
    letter: Letter, verdict: ReviewVerdict, text: str, *, by: Actor, now: datetime
) -> LetterReview:
    """What was said of the newest version."""
    return LetterReview.objects.create(
        version=newest_version(letter, by=by), verdict=verdict, text=text, **stamp(by, now)
    )

"""Notes: written once and never altered. A correction is another note; both stay to be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency
from areas.scoping import Stale
from cases.models import Case, Note, Participant
from cases.queries.record import note_versions
from cases.stages import Audience, Side
from ui.dates import moment

from .activity import must_have_happened, stamp
from .audience import must_be_shareable, must_not_widen
from .case_work import WorkRefused, work_on
from .participants import participant_of
from .timeline import tell


@transaction.atomic
def write_note(
    case: Case,
    *,
    body: str,
    about: Participant | None,
    happened_at: datetime,
    audience: str,
    agency: Agency | None = None,
    by: Actor,
    now: datetime,
) -> Note:
    """Write down something about the case, or about one participant of it.

    The history says of a sensitive note only that it is there. Raises WorkRefused, ImpossibleDay,
    CaseClosed.
    """
    case = work_on(case, by=by)
    about = participant_of(case, about, by) if about else None
    must_have_happened(case, happened_at, by=by, now=now)
    key = uuid4()
    note = Note.objects.create(
        id=key,
        original_id=key,
        case=case,
        participant=about,
        side=about.side if about else Side.NEUTRAL,
        audience=Audience(audience),
        agency=must_be_shareable(audience, agency=agency, about=about, by=by, now=now),
        happened_at=happened_at,
        body=body,
        **stamp(by, now),
    )
    _tell("note.written", note, case, by=by, now=now, on=happened_at)
    return note


@transaction.atomic
def correct_note(
    note: Note, *, body: str, audience: str, seen: int, by: Actor, now: datetime
) -> Note:
    """Write the words that hold in place of those of a note; the former ones stay to be read.

    `seen` is how many versions the writer was shown. Fewer people may see it from now on, never
    more: that hides all versions from the others. Raises Stale, WorkRefused, CaseClosed.
    """
    case = work_on(note.case, by=by)
    versions = note_versions(note, by)
    if not versions:
        raise WorkRefused(_("This note is now for managers and supervisors only."))
    latest = versions[-1]
    if len(versions) != seen:
        raise Stale(_corrected_by(latest))
    must_not_widen(audience, latest.audience)
    if (body, audience) == (latest.body, latest.audience):
        raise WorkRefused(_("Change the words of the note, or who can see it."))
    correction = Note.objects.create(
        original_id=latest.original_id,
        corrects=latest,
        case=case,
        participant_id=latest.participant_id,
        side=latest.side,
        audience=Audience(audience),
        agency_id=latest.agency_id if audience == Audience.AGENCY else None,
        happened_at=latest.happened_at,
        body=body,
        **stamp(by, now),
    )
    _tell("note.corrected", correction, case, by=by, now=now, of=str(latest.original_id))
    return correction


def _corrected_by(latest: Note) -> str:
    values = {
        "name": latest.recorded_by.name if latest.recorded_by else "",
        "when": moment(latest.recorded_at),
    }
    return _("%(name)s corrected this note on %(when)s.") % values


def _tell(
    kind: str,
    note: Note,
    case: Case,
    *,
    by: Actor,
    now: datetime,
    on: datetime | None = None,
    **codes: Any,
) -> None:
    """Whom a sensitive note is about stands in the note alone."""
    about = None if note.audience == Audience.MANAGERS else note.participant
    tell(case, kind, note, by=by, now=now, on=on, about=about, audience=str(note.audience), **codes)

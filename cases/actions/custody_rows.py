"""How every piece of work on what is known of prison and supervision begins."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

from areas.actor import Actor
from cases.models import AccessRequest, AgencyContact, Case, KeyDate, Participant, Stay

from .case_work import WorkRefused, work_with

Row = TypeVar("Row", Stay, AgencyContact, AccessRequest, KeyDate)


class CustodyRefused(WorkRefused):
    """The day, the place or the state of things does not allow it."""


def row_of(row: Row, *, by: Actor) -> tuple[Case, Participant, Row]:
    """The open case, its participant and the row, all locked; raises CaseClosed, or 404."""
    case, participant = work_with(row.participant, by=by)
    rows = type(row).objects.visible_to(by).select_for_update(of=("self",))
    found = rows.filter(participant=participant, pk=row.pk).first()
    if found is None:
        raise Http404
    found.participant = participant
    return case, participant, found

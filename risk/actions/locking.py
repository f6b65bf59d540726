"""An assessment in one's hands: its case locked first, then itself, still as it was read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from cases.actions.activity import open_and_locked
from risk.models import Assessment


def locked(assessment: Assessment, *, by: Actor) -> Assessment:
    """The same assessment, locked with its case; raises CaseClosed, or DoesNotExist if not seen."""
    case = open_and_locked(assessment.case, by=by)
    row = Assessment.objects.visible_to(by).select_for_update().get(pk=assessment.pk)
    row.case = case
    return row


def must_be_unchanged(row: Assessment, *, version: int | None) -> None:
    """Raises Stale if somebody saved the row after it was shown as `version`."""
    if version is not None and row.version != version:
        raise Stale(_("This assessment was changed while you were looking at it."))

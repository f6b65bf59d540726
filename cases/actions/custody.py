"""Where somebody is held or supervised: a move ends one stay and begins another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Participant, Stay
from cases.queries.custody import current_stay
from cases.queries.establishments import establishments
from cases.stages import IN_CUSTODY, Held
from ui.dates import day

from .activity import ImpossibleDay, stamp
from .case_work import SomebodyWasFirst, work_with
from .custody_rows import CustodyRefused
from .timeline import tell


@transaction.atomic
def record_move(
    participant: Participant,
    *,
    held: str,
    establishment: str,
    from_on: date,
    after: str,
    by: Actor,
    now: datetime,
) -> Stay:
    """Write down where somebody is from a day on; what stood before ends on that day.

    `after` is the id of the stay that the writer was shown as the present one, or empty: two moves
    at once do not both land. Raises SomebodyWasFirst, CustodyRefused, ImpossibleDay, CaseClosed.
    """
    case, participant = work_with(participant, by=by)
    present = current_stay(participant, by)
    if (str(present.pk) if present else "") != after:
        raise SomebodyWasFirst(
            _("Somebody else has written down where they are since you opened the page.")
        )
    _must_fit(held, establishment)
    if from_on > timezone.localdate(now):
        raise ImpossibleDay(_("A move is written down once it has happened: today or earlier."))
    if present is not None:
        _must_follow(present, held, establishment, from_on)
    if present is not None:
        present.until_on = from_on
        present.save(update_fields=["until_on"])
    stay = Stay.objects.create(
        participant=participant,
        held=Held(held),
        establishment=establishment,
        from_on=from_on,
        **stamp(by, now),
    )
    _tell(case, stay, "custody.moved", by=by, now=now, on=from_on)
    return stay


@transaction.atomic
def take_back_move(stay: Stay, *, by: Actor, now: datetime) -> None:
    """The latest move was written down wrongly: what stood before holds again.

    Raises SomebodyWasFirst, CaseClosed.
    """
    case, participant = work_with(stay.participant, by=by)
    present = current_stay(participant, by)
    if present is None or present.pk != stay.pk:
        raise SomebodyWasFirst(_("This is not where they are any more: it was changed meanwhile."))
    present.participant = participant
    before = (
        Stay.objects
        .visible_to(by)
        .filter(participant=participant)
        .exclude(pk=present.pk)
        .order_by("-from_on", "-recorded_at")
        .first()
    )
    _tell(case, present, "custody.move_taken_back", by=by, now=now)
    present.delete()
    if before is not None:
        before.until_on = None
        before.save(update_fields=["until_on"])


def _must_fit(held: str, establishment: str) -> None:
    if establishment and Held(held) not in IN_CUSTODY:
        raise CustodyRefused(_("Leave the prison empty for somebody who is not in custody."))
    if establishment and establishment not in establishments():
        raise CustodyRefused(_("Choose a prison from the register."))


def _must_follow(present: Stay, held: str, establishment: str, from_on: date) -> None:
    if from_on < present.from_on:
        raise ImpossibleDay(
            _("They are where they are since %(day)s: a move after it cannot be earlier.")
            % {"day": day(present.from_on)}
        )
    if (present.held, present.establishment) == (held, establishment):
        raise CustodyRefused(_("That is where they are already."))


def _tell(
    case: Case, stay: Stay, kind: str, *, by: Actor, now: datetime, on: date | None = None
) -> None:
    codes: dict[str, Any] = {"held": str(stay.held), "establishment": stay.establishment}
    tell(case, kind, stay, by=by, now=now, on=on, about=stay.participant, **codes)

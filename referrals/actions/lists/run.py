"""The import: in batches, each a transaction of its own, so that one killed in between loses
nothing and imports nothing twice.
"""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency
from areas.roles import Perm
from areas.scoping import save_version
from audit.record import record
from outbox.actions import put
from people.actions import BornInTheFuture
from referrals.actions.submit import SubmissionRefused, submit_referral
from referrals.models import ListRow, Referral, ReferralList
from referrals.queries.lists import is_under_way, is_waiting_row, left_out, of_token
from referrals.reading.reasons import NOT_TAKEN
from referrals.reading.row import REFUSED, Row, read_row
from referrals.stages import Channel, Initiator, Source

from .take import open_list

IMPORT = "referrals.list_import"
BATCH = 50
"""Rows in a transaction: about a second, in which others who send a referral wait for a number."""


class NothingToImport(Exception):
    """Every row would be left out. The text may be shown."""


@transaction.atomic
def start_import(
    of: ReferralList, *, with_looks: bool, version: int | None = None, by: Actor, now: datetime
) -> ReferralList:
    """Give a checked list to the worker, without the refused rows and, if so chosen, without those
    that need a look.

    Raises NothingToImport, ListClosed, Stale.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row = open_list(of, by=by, version=version)
    rows = ListRow.objects.visible_to(by).filter(of=row)
    out = rows.filter(left_out(with_looks=with_looks)).update(done_at=now)
    waiting = rows.filter(done_at=None).count()
    if not waiting:
        raise NothingToImport(_("No row of this list can be imported."))
    row.state = ReferralList.State.RUNNING
    save_version(row, version=row.version, fields=["state"])
    put(IMPORT, by=by, now=now, list=str(row.pk))
    record("list.imported", row, by=by, rows=waiting, left_out=out)
    return row


@transaction.atomic
def go_on(of: ReferralList, *, by: Actor, now: datetime) -> bool:
    """Wake an import that the worker gave up; False if it is under way or done."""
    by.must(Perm.REFERRAL_DECIDE)
    row = ReferralList.objects.visible_to(by).select_for_update(of=("self",)).get(pk=of.pk)
    if row.state != ReferralList.State.RUNNING or is_under_way(row, by, kind=IMPORT):
        return False
    put(IMPORT, by=by, now=now, list=str(row.pk))
    record("list.resumed", row, by=by)
    return True


@transaction.atomic
def import_batch(of: UUID, *, by: Actor, now: datetime) -> bool:
    """Import the next rows of a running list and put the rest in line; True if some are left.

    Two lists of one agency take turns, so that each sees what the other has imported.
    """
    lists = ReferralList.objects.visible_to(by).filter(pk=of)
    agencies = Agency.objects.visible_to(by).filter(pk__in=lists.values("agency"))
    agency = agencies.select_for_update(no_key=True).get()
    row = lists.select_for_update().get()
    if row.state != ReferralList.State.RUNNING:
        return False
    waiting = ListRow.objects.visible_to(by).filter(is_waiting_row(), of=row).order_by("number")
    batch = list(waiting[: BATCH + 1])
    known = of_token([one.token for one in batch], by)
    for one in batch[:BATCH]:
        _import_row(one, row, agency, known=known, by=by, now=now)
    if len(batch) > BATCH:
        put(IMPORT, by=by, now=now, list=str(row.pk))
        return True
    row.state, row.finished_at = ReferralList.State.DONE, now
    save_version(row, version=row.version, fields=["state", "finished_at"])
    return False


def _import_row(
    one: ListRow,
    of: ReferralList,
    agency: Agency,
    *,
    known: dict[str, UUID],
    by: Actor,
    now: datetime,
) -> None:
    """Make a referral of a row, or find the one that the same line became before."""
    one.done_at = now
    if one.token in known:
        one.referral_id, one.was_there, one.body = known[one.token], True, ""
    else:
        today = timezone.localdate(now)
        read = read_row(json.loads(one.body), columns=of.columns, mapping=of.mapping, today=today)
        made = _submit(read, of, agency, by=by, now=now)
        if made:
            one.referral, one.body = made, ""
            known[one.token] = made.pk
        else:
            one.verdict, one.reasons = REFUSED, read.reasons or [NOT_TAKEN]
    one.save(update_fields=["done_at", "referral", "was_there", "body", "verdict", "reasons"])


def _submit(
    read: Row, of: ReferralList, agency: Agency, *, by: Actor, now: datetime
) -> Referral | None:
    """A referral as by any other door; none where the row would not do as one."""
    if read.verdict == REFUSED:
        return None
    found_by_us = of.source == Source.PROACTIVE
    try:
        return submit_referral(
            by=by,
            now=now,
            received_at=of.recorded_at,
            source=of.source,
            channel=Channel.LIST,
            initiator=Initiator.SERVICE if found_by_us else Initiator.PROFESSIONAL,
            agency=agency,
            incident=read.incident,
            people=read.people,
            referrer=read.referrer,
            as_sent=read.as_sent,
        )
    except (SubmissionRefused, BornInTheFuture):
        return None

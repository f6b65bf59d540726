"""A file comes in: its lines are sealed, the file itself is not kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from people.tokens import token
from referrals.models import ListRow, ReferralList
from referrals.queries.lists import mapping_for
from referrals.reading.columns import plain
from referrals.reading.sheet import read_sheet

AT_ONCE = 500
OPEN = (ReferralList.State.UPLOADED, ReferralList.State.CHECKED)


class ListClosed(Exception):
    """The list is being imported or has been. The text may be shown."""


@transaction.atomic
def take_list(
    data: bytes, *, agency: Agency, name: str, source: str, by: Actor, now: datetime
) -> ReferralList:
    """Take in an agency's file, with its columns matched as far as they are known.

    Raises NotRead with a sentence for a file that cannot be one.
    """
    by.must(Perm.REFERRAL_DECIDE)
    sheet = read_sheet(data)
    giver = Agency.objects.visible_to(by).get(pk=agency.pk)
    taken = ReferralList.objects.create(
        area=by.area,
        agency=giver,
        name=name[:120],
        digest=hashlib.sha256(data).hexdigest(),
        read_as=sheet.read_as,
        source=source,
        columns=sheet.columns,
        mapping=mapping_for(giver, sheet.columns, by),
        recorded_at=now,
        recorded_by=by.user,
    )
    rows = (
        ListRow(
            area=by.area,
            of=taken,
            number=number,
            body=json.dumps(cells),
            token=token_of(giver.pk, sheet.columns, cells, by=by),
        )
        for number, cells in sheet.lines
    )
    ListRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    record("list.uploaded", taken, by=by, rows=len(sheet.lines), read_as=sheet.read_as)
    return taken


def token_of(agency: UUID, columns: Sequence[str], cells: Sequence[str], *, by: Actor) -> str:
    """What a line is known by, in whatever order its columns stand and however it is spaced."""
    named = [plain(columns[at]) if at < len(columns) else "" for at in range(len(cells))]
    pairs = sorted(
        (heading, " ".join(cell.casefold().split()))
        for heading, cell in zip(named, cells, strict=True)
        if cell
    )
    return token(by.area_id, f"list|{agency}|{json.dumps(pairs)}")


def open_list(of: ReferralList, *, by: Actor, version: int | None) -> ReferralList:
    """The list, locked, before anything of it was imported; raises ListClosed, Stale."""
    row = ReferralList.objects.visible_to(by).select_for_update(of=("self",)).get(pk=of.pk)
    if row.state not in OPEN:
        raise ListClosed(_("This list has been given to the import already."))
    if version is not None and row.version != version:
        raise Stale(_("Somebody else changed this list while you were looking at it."))
    return row


@transaction.atomic
def drop_list(of: ReferralList, *, by: Actor) -> None:
    """Remove a list that was not imported, with its rows: the wrong file, or more than was due.

    Raises ListClosed.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row = open_list(of, by=by, version=None)
    record("list.removed", row, by=by, rows=ListRow.objects.visible_to(by).filter(of=row).count())
    row.delete()

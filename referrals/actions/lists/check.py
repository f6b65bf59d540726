"""What each column means, and the dry run: every row's verdict before anything is imported."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from audit.record import record
from referrals.models import ListMapping, ListRow, ReferralList
from referrals.reading.columns import BY_CODE, NAMING
from referrals.reading.row import LOOK, READY, REFUSED, read_row

from .take import AT_ONCE, open_list

Verdicts = dict[tuple[str, tuple[str, ...]], list[UUID]]


class NothingNamed(Exception):
    """No column holds a name, so that every row would be refused. The text may be shown."""


@transaction.atomic
def match_columns(
    of: ReferralList, *, mapping: Mapping[str, str], version: int, by: Actor, now: datetime
) -> ReferralList:
    """Say which column means what, remember it for the agency, and check every row.

    Raises NothingNamed, ListClosed, Stale.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row = open_list(of, by=by, version=version)
    columns = set(row.columns)
    row.mapping = {code: mapping[code] for code in BY_CODE if mapping.get(code) in columns}
    if not NAMING & set(row.mapping):
        raise NothingNamed(_("Match at least one column that holds a name."))
    save_version(row, version=row.version, fields=["mapping"])
    _remember(row, by=by, now=now)
    return check_list(row, by=by, now=now)


@transaction.atomic
def check_list(of: ReferralList, *, by: Actor, now: datetime) -> ReferralList:
    """Read every row and write down the verdict on it; nothing is imported. Raises ListClosed."""
    by.must(Perm.REFERRAL_DECIDE)
    row = open_list(of, by=by, version=None)
    rows = ListRow.objects.visible_to(by).filter(of=row).defer("reasons", "token")
    verdicts = _verdicts(row, rows.iterator(chunk_size=AT_ONCE), now=now)
    for (verdict, reasons), keys in verdicts.items():
        for start in range(0, len(keys), AT_ONCE):
            some = ListRow.objects.visible_to(by).filter(pk__in=keys[start : start + AT_ONCE])
            some.update(verdict=verdict, reasons=list(reasons))
    row.state = ReferralList.State.CHECKED
    save_version(row, version=row.version, fields=["state"])
    counts = {READY: 0, LOOK: 0, REFUSED: 0}
    for (verdict, _reasons), keys in verdicts.items():
        counts[verdict] += len(keys)
    record(
        "list.checked",
        row,
        by=by,
        ready=counts[READY],
        look=counts[LOOK],
        refused=counts[REFUSED],
    )
    return row


def _verdicts(of: ReferralList, rows: Iterable[ListRow], *, now: datetime) -> Verdicts:
    """Keys of rows by verdict and reasons: there are few of these, however long the list."""
    today = timezone.localdate(now)
    found: Verdicts = defaultdict(list)
    for one in rows:
        body = json.loads(one.body)
        read = read_row(body, columns=of.columns, mapping=of.mapping, today=today)
        found[read.verdict, tuple(read.reasons)].append(one.pk)
    return found


def _remember(of: ReferralList, *, by: Actor, now: datetime) -> None:
    known = ListMapping.objects.visible_to(by).filter(agency=of.agency_id)
    if not known.update(mapping=of.mapping, saved_at=now):
        new = ListMapping(area=by.area, agency_id=of.agency_id, mapping=of.mapping, saved_at=now)
        ListMapping.objects.bulk_create([new], ignore_conflicts=True)

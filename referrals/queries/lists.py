"""Reads of lists: what was uploaded, what stands in it, what will become of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.models import Agency
from outbox.models import Entry
from referrals.models import ListMapping, ListRow, ReferralList
from referrals.reading.columns import guessed, matched_before

Verdict = ListRow.Verdict
WAITING = (Verdict.READY, Verdict.LOOK)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many rows of one verdict would become referrals, and how many are here already or stand
    twice in the file.
    """

    new: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is, in rows."""

    all: int
    imported: int
    was_there: int
    left_out: int

    @property
    def done(self) -> int:
        return self.imported + self.was_there + self.left_out


def lists_of(actor: Actor) -> QuerySet[ReferralList]:
    """The area's lists, the latest first, without what stands in them."""
    rows = ReferralList.objects.visible_to(actor).select_related("agency", "recorded_by")
    return rows.annotate(lines=Count("rows")).order_by("-recorded_at", "pk")


def get_list(actor: Actor, key: UUID) -> ReferralList:
    """One list that the actor may see, or 404."""
    rows = ReferralList.objects.visible_to(actor).select_related("agency", "recorded_by")
    return get_object_or_404(rows, pk=key)


def same_file(of: ReferralList, actor: Actor) -> ReferralList | None:
    """The earlier upload of the very same file by the same agency, if there was one."""
    rows = ReferralList.objects.visible_to(actor).filter(
        agency=of.agency_id, digest=of.digest, recorded_at__lt=of.recorded_at
    )
    return rows.order_by("-recorded_at").first()


def rows_of(of: ReferralList, actor: Actor) -> QuerySet[ListRow]:
    """The rows of a list in its order."""
    return ListRow.objects.visible_to(actor).filter(of=of).order_by("number")


def verdict_counts(of: ReferralList, actor: Actor) -> dict[str, int]:
    """How many rows have each verdict."""
    found = rows_of(of, actor).order_by().values_list("verdict").annotate(Count("pk"))
    return dict.fromkeys(Verdict.values, 0) | dict(found)


def progress(of: ReferralList, actor: Actor) -> Progress:
    counts = rows_of(of, actor).aggregate(
        all=Count("pk"),
        imported=Count("pk", filter=Q(referral__isnull=False, was_there=False)),
        was_there=Count("pk", filter=Q(was_there=True)),
        left_out=Count("pk", filter=Q(referral=None, done_at__isnull=False)),
    )
    return Progress(**counts)


def forecast(of: ReferralList, actor: Actor) -> dict[str, Forecast]:
    """What an import would make of the rows of each verdict."""
    earlier = ListRow.objects.visible_to(actor).filter(
        token=OuterRef("token"), referral__isnull=False
    )
    rows = rows_of(of, actor).order_by().annotate(is_here=Exists(earlier))
    groups = rows.values("verdict", "is_here").annotate(
        lines=Count("pk"), different=Count("token", distinct=True)
    )
    new, known = dict.fromkeys(Verdict.values, 0), dict.fromkeys(Verdict.values, 0)
    for group in groups:
        fresh = 0 if group["is_here"] else group["different"]
        new[group["verdict"]] += fresh
        known[group["verdict"]] += group["lines"] - fresh
    return {verdict: Forecast(new[verdict], known[verdict]) for verdict in Verdict.values}


def samples(of: ReferralList, actor: Actor, *, rows: int = 3) -> Iterable[ListRow]:
    """The first rows, to show what a column holds."""
    return rows_of(of, actor)[:rows]


def mapping_for(agency: Agency, columns: Sequence[str], actor: Actor) -> dict[str, str]:
    """How the columns of a new list are matched to begin with: as the agency's last list was, else
    by their headings.
    """
    last = ListMapping.objects.visible_to(actor).filter(agency=agency).first()
    remembered = matched_before(columns, last.mapping) if last else {}
    return remembered or guessed(columns)


def left_out(*, with_looks: bool) -> Q:
    """The rows that an import leaves out."""
    return ~Q(verdict__in=WAITING) if with_looks else ~Q(verdict=Verdict.READY)


def is_waiting_row() -> Q:
    """The rows of a running import that are to be imported still."""
    return Q(done_at=None, verdict__in=WAITING)


def of_token(tokens: Sequence[str], actor: Actor) -> dict[str, UUID]:
    """The referrals that lines became before, by the lines' tokens."""
    rows = ListRow.objects.visible_to(actor).filter(token__in=tokens, referral__isnull=False)
    return dict(rows.values_list("token", "referral_id"))


def is_under_way(of: ReferralList, actor: Actor, *, kind: str) -> bool:
    """Whether a worker has a part of the list still before it."""
    entries = Entry.objects.visible_to(actor).unfinished()
    return entries.filter(kind=kind, payload__list=str(of.pk)).exists()

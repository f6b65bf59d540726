"""Two referrals about one thing: joined, told apart, and separated again. A person decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from audit.record import record
from people.actions import join_persons, separate_person
from people.models import Person
from referrals import joined as following
from referrals.models import NotTheSame, Referral, ReferralPerson, Submission
from referrals.queries import what_was_decided
from referrals.stages import Decision, Status

from .decide import AlreadyDecided, take

KEPT = (Status.TO_TRIAGE, Status.WAITING, Status.ACCEPTED)
UNDECIDED = (Status.TO_TRIAGE, Status.WAITING)
SENT_AWAY = (Status.OFFERED, Status.PASSED_ON)


class CannotBeMerged(Exception):
    """These two cannot be joined. The text says why, and may be shown."""


def which_stays(one: Referral, other: Referral) -> tuple[Referral, Referral]:
    """The one to be joined and the one that stays: accepted before undecided before declined, and
    of two alike the one that was received first.
    """

    def weight(referral: Referral) -> tuple[bool, bool, datetime]:
        is_open = referral.status in UNDECIDED
        return (referral.status != Status.ACCEPTED, not is_open, referral.received_at)

    stays, joined = sorted((one, other), key=weight)
    return joined, stays


@transaction.atomic
def join_referrals(
    referral: Referral,
    *,
    into: Referral,
    by: Actor,
    now: datetime,
    note: str = "",
    people: Sequence[tuple[Person, Person]] = (),
    version: int | None = None,
) -> Referral:
    """Count two referrals as one, received when the earlier was (rule C01); both submissions stay.

    What was joined to the first goes along. `people` are pairs that are one person too. Returns
    the one that stays. Raises CannotBeMerged, CannotBeJoined, AlreadyDecided.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row, kept = _both_locked(referral, into, by=by)
    if row.pk == kept.pk:
        raise CannotBeMerged(_("A referral cannot be joined to itself."))
    if kept.status not in KEPT:
        raise CannotBeMerged(
            _("%(reference)s is not open: %(status)s.")
            % {"reference": kept.reference, "status": Status(kept.status).label}
        )
    row = take(
        row, Decision.DUPLICATE, note=note, by=by, now=now, version=version, merged_into=kept
    )
    Referral.objects.visible_to(by).filter(merged_into=row).update(merged_into=kept)
    kept.received_at = min(kept.received_at, row.received_at)
    if kept.status in UNDECIDED:
        kept.triage_due_on = min(kept.triage_due_on, row.triage_due_on)
    kept.save(update_fields=["received_at", "triage_due_on"])
    for one, other in people:
        join_persons(one, into=other, by=by, now=now)
    record("referral.joined", kept, by=by, joined=row.reference)
    following.joined(kept, row, by=by, now=now)
    return kept


def _both_locked(one: Referral, other: Referral, *, by: Actor) -> tuple[Referral, Referral]:
    """In the order of their keys, so that two who join crosswise wait for one another."""
    first, second = sorted((one.pk, other.pk))
    rows = Referral.objects.visible_to(by).select_for_update()
    found = {key: rows.get(pk=key) for key in (first, second)}
    return found[one.pk], found[other.pk]


@transaction.atomic
def separate_referral(
    referral: Referral,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
    people: Sequence[Person] = (),
    version: int | None = None,
) -> Referral:
    """Take a joining back: the referral is to be triaged again and counts by itself.

    `people` are records of it that are another person after all. What had been joined to it before
    stays with the other one. Raises AlreadyDecided, also where both are in a parcel by now.
    """
    by.must(Perm.REFERRAL_DECIDE)
    kept = Referral.objects.visible_to(by).filter(merged=referral.pk).first()
    if kept and kept.status in SENT_AWAY:
        raise AlreadyDecided(what_was_decided(kept))
    row = take(referral, Decision.SEPARATED, note=note, by=by, now=now, version=version)
    if kept:
        together = Q(referral=kept) | Q(referral__merged_into=kept)
        sent = Submission.objects.visible_to(by).filter(together, answers=False)
        earliest = sent.aggregate(first=Min("received_at"))["first"]
        Referral.objects.visible_to(by).filter(pk=kept.pk).update(
            received_at=earliest or kept.received_at
        )
        record("referral.separated", kept, by=by, separated=row.reference)
        following.separated(kept, row, by=by, now=now)
    for person in people:
        separate_person(person, by=by, now=now)
    return row


@transaction.atomic
def tell_apart(one: Referral, *, other: Referral, by: Actor, now: datetime) -> NotTheSame:
    """Write down that two referrals are not the same, so that nobody is asked again."""
    by.must(Perm.REFERRAL_DECIDE)
    rows = _both_locked(one, other, by=by)
    if one.pk == other.pk:
        raise CannotBeMerged(_("A referral cannot be told apart from itself."))
    first, second = sorted(rows, key=lambda row: row.pk)
    known = NotTheSame.objects.visible_to(by).filter(first=first, second=second).first()
    if known:
        return known
    found = NotTheSame.objects.create(
        area=by.area, first=first, second=second, recorded_at=now, recorded_by=by.user
    )
    record("referral.told_apart", first, by=by, other=second.reference)
    return found


def opposed_in_a_referral(one: Person, other: Person, actor: Actor) -> str | None:
    """Why two records cannot be one person: they stand on the two sides of one referral."""
    mine, theirs = (_places_of(person, actor) for person in (one, other))
    if any(theirs.get(referral, side) != side for referral, side in mine.items()):
        return _("They are on opposite sides of one referral.")
    return None


def _places_of(person: Person, actor: Actor) -> dict[object, str]:
    same = Q(person=person) | Q(person__merged_into=person)
    rows = ReferralPerson.objects.visible_to(actor).filter(same)
    return dict(rows.values_list("referral_id", "side"))

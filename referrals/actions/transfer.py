"""A referral goes to another area as a parcel: offered, taken back, accepted or refused, once.

Nobody writes into another area: the sender makes the parcel, the receiver answers it, and the
sender's own side is settled by the sender's own program (`actions.settle`).
"""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Area, User
from areas.roles import Perm
from audit.record import record
from referrals.models import Lawful, Parcel, Provenance, Referral
from referrals.queries.parcels import what_became
from referrals.stages import Channel, Decision, Source

from .decide import take
from .packing import contents_of, received_there_at, summary_of, unpacked
from .submit import submit_referral

State = Parcel.State


class CannotBeOffered(Exception):
    """The referral may not be told to that area. The text may be shown."""


class ReasonMissing(CannotBeOffered):
    """Without consent the reason is written down. The text may be shown."""


class ParcelAnswered(Exception):
    """Somebody answered the parcel first, or it was taken back. The text may be shown."""


@transaction.atomic
def offer_parcel(
    referral: Referral,
    *,
    to_area: Area,
    lawful: str,
    reason: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Parcel:
    """Offer an undecided referral to another live area, with consent or a recorded lawful reason.

    Raises CannotBeOffered, AlreadyDecided.
    """
    by.must(Perm.REFERRAL_DECIDE)
    if to_area.pk == by.area_id or not to_area.is_live:
        raise CannotBeOffered(_("Choose another area whose service uses RJCase."))
    if lawful != Lawful.CONSENT and not reason.strip():
        raise ReasonMissing(_("Write down why the other service may be told without consent."))
    row = take(referral, Decision.OFFER, note=reason, by=by, now=now, version=version)
    parcel = Parcel.objects.create(
        from_area=by.area,
        to_area=to_area,
        referral_id=row.pk,
        referral_reference=row.reference,
        lawful=Lawful(lawful),
        reason=reason,
        summary=summary_of(row, by=by, today=timezone.localdate(now)),
        contents=contents_of(row, by=by),
        sent_at=now,
        sent_by=cast(User, by.user),
        answer="",
    )
    record("parcel.offered", parcel, by=by, to=to_area.slug, lawful=lawful, referral=row.reference)
    return parcel


@transaction.atomic
def take_back(
    referral: Referral, *, by: Actor, now: datetime, version: int | None = None
) -> Referral:
    """Take a parcel back that nobody has answered yet. Raises ParcelAnswered, AlreadyDecided."""
    by.must(Perm.REFERRAL_DECIDE)
    sent = Parcel.objects.visible_to(by).filter(from_area=by.area, referral_id=referral.pk)
    row = _open_parcel(sent.latest("sent_at").pk, by=by)
    _answer(row, State.TAKEN_BACK, by=by, now=now)
    record("parcel.taken_back", row, by=by)
    return take(referral, Decision.CAME_BACK, by=by, now=now, version=version)


@transaction.atomic
def accept_parcel(parcel: Parcel, *, by: Actor, now: datetime) -> Referral:
    """Make the referral here out of a parcel that was sent to the actor's area, once.

    It was received on the day on which it was offered: from then on this area could have acted.
    Raises ParcelAnswered.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row = _open_parcel(_sent_here(parcel, by=by), by=by)
    came_by = Provenance.objects.create(
        area=by.area,
        parcel_id=row.pk,
        from_area_name=row.from_area.name,
        from_reference=row.referral_reference,
        received_there_at=received_there_at(row.contents),
    )
    referral = submit_referral(
        by=by,
        now=now,
        received_at=row.sent_at,
        source=Source.RJ_SERVICE,
        channel=Channel.TRANSFER,
        came_by=came_by,
        **unpacked(row.contents),
    )
    row.arrived_as = referral.reference
    _answer(row, State.ACCEPTED, by=by, now=now)
    record("parcel.accepted", row, by=by, arrived_as=referral.reference)
    return referral


@transaction.atomic
def refuse_parcel(parcel: Parcel, *, reason: str, by: Actor, now: datetime) -> Parcel:
    """Send a parcel back with a reason that the sender reads. Raises ParcelAnswered."""
    by.must(Perm.REFERRAL_DECIDE)
    row = _open_parcel(_sent_here(parcel, by=by), by=by)
    row.answer = reason
    _answer(row, State.REFUSED, by=by, now=now)
    record("parcel.refused", row, by=by)
    return row


def _sent_here(parcel: Parcel, *, by: Actor) -> UUID:
    return Parcel.objects.visible_to(by).get(pk=parcel.pk, to_area=by.area).pk


def _open_parcel(key: UUID, *, by: Actor) -> Parcel:
    rows = Parcel.objects.visible_to(by).select_related("from_area", "to_area", "answered_by")
    row = rows.select_for_update(of=("self",)).get(pk=key)
    if row.state != State.OFFERED:
        raise ParcelAnswered(what_became(row))
    return row


def _answer(row: Parcel, state: Parcel.State, *, by: Actor, now: datetime) -> None:
    """The contents go with the answer, whichever it is."""
    row.state, row.answered_at, row.answered_by = state, now, by.user
    row.contents = ""
    fields = ["state", "answered_at", "answered_by", "answer", "arrived_as", "contents"]
    row.save(update_fields=fields)

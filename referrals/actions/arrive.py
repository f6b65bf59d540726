"""The letter box: what somebody without an account puts into an area, and reads nothing back of.

ADR 0032. Both writes stand in one transaction of the policy `intake`; the worker takes the arrival
in (`referrals.handlers.arrived`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from areas.actor import Actor
from areas.roles import Perm
from areas.tenancy import in_intake
from outbox.actions import put
from referrals.models import Arrival

ARRIVED = "referrals.arrived"
LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels, so that no word comes out, and nothing that is mistaken for something else."""
TRIES = 8


class LetterBoxFull(Exception):
    """Every receipt that the draft could have is taken, which nobody has ever seen."""


def receipts_of(draft_id: UUID) -> Iterator[str]:
    """What the sender of a draft may be told, such as SR-7K4M-29: the same ones every time."""
    for attempt in range(TRIES):
        text = f"receipt|{draft_id}|{attempt}".encode()
        number = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), text, hashlib.sha256))
        signs = ""
        for _ in range(6):
            number, place = divmod(number, len(LETTERS))
            signs += LETTERS[place]
        yield f"SR-{signs[:4]}-{signs[4:]}"


def put_in(
    *,
    by: Actor,
    now: datetime,
    kind: Arrival.Kind,
    body: Mapping[str, Any],
    receipts: Iterable[str],
) -> str:
    """Put something into the area's letter box; returns its receipt, the first one that is free.

    That the same thing is not put in twice is the caller's to see to, by a lock on what is sent: a
    receipt that is taken says only that two senders drew the same one. Raises LetterBoxFull.
    """
    by.must(Perm.REFERRAL_SEND_IN)
    with in_intake(by.area_id):
        for receipt in receipts:
            arrival = Arrival(
                area=by.area, kind=kind, receipt=receipt, body=json.dumps(body), received_at=now
            )
            if _is_new(arrival):
                put(ARRIVED, by=by, now=now, arrival=str(arrival.pk))
                return receipt
    raise LetterBoxFull


def _is_new(arrival: Arrival) -> bool:
    """Insert it; the database may not be asked first, since nothing can be read here."""
    try:
        with transaction.atomic():
            Arrival.objects.bulk_create([arrival])
    except IntegrityError:
        return False
    return True

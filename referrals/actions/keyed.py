"""A referral that another system sends lands once, however often the system has to send it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.keyed_requests import Kept, keep_answer, lock_key
from audit.record import record
from referrals.models import Referral


class StillBeingTaken(Exception):
    """The first request with this key has not been answered yet. The text may be shown."""


class SentDifferently(Exception):
    """The key was used before for something else. The text may be shown."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the system is told: the same on the first answer and on every later one."""

    reference: str
    received_at: datetime
    again: bool = False


@transaction.atomic(savepoint=False)
def take_once(
    submit: Callable[[], Referral], *, key: str, fingerprint: str, by: Actor, now: datetime
) -> Taken:
    """Submit the referral unless the key was used before: then give what was answered.

    A request that was refused leaves nothing, so that its key may be used again. Raises
    StillBeingTaken, SentDifferently, and what `submit` raises.
    """
    locked, before = lock_key(key, by=by)
    if not locked:
        raise _still_being_taken()
    if before is not None:
        return _again(before, fingerprint, by=by)
    referral = submit()
    answer = Kept(fingerprint, referral.reference, referral.received_at)
    if not keep_answer(key, answer, status=HTTPStatus.CREATED, by=by):
        raise _still_being_taken()
    return Taken(referral.reference, referral.received_at)


def _still_being_taken() -> StillBeingTaken:
    return StillBeingTaken(_("The first request with this key is still being answered."))


def _again(before: Kept, fingerprint: str, *, by: Actor) -> Taken:
    if before.fingerprint != fingerprint:
        raise SentDifferently(_("This key was used before, with another body."))
    record("referral.answered_again", ("referrals.Referral", before.subject), by=by)
    return Taken(before.subject, before.at, again=True)

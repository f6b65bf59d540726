"""Tells whoever referred that it came in, or writes down why nobody could be told."""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings

from areas.actor import Actor
from outbox.handlers import message_id
from outbox.models import Entry
from people.models import Person
from people.sending import safe_email
from referrals.actions.acknowledge import note_acknowledged
from referrals.models import Referral
from referrals.notices.received import neutral_notice, received_notice
from referrals.queries.addressee import addressee_of

NO_SENDER = "no_neutral_sender"


def acknowledge(entry: Entry, by: Actor, now: datetime) -> None:
    """Who may be told, and where, is asked now: what was safe when they wrote may not be today."""
    rows = Referral.objects.visible_to(by).select_related("area", "recorded_by")
    referral = rows.get(pk=entry.payload["referral"])
    to = addressee_of(referral, by)
    why_not = to.why_not
    if to.work_email:
        mark = message_id(entry.pk)
        received_notice(referral, to=to.work_email, has_pages=to.has_pages, message_id=mark).send()
    elif to.other_email:
        why_not = _tell_neutrally(entry, to.other_email)
    elif to.person:
        why_not = _tell_safely(entry, to.person, by=by)
    note_acknowledged(referral, why_not=why_not, by=by, now=now)


def _tell_safely(entry: Entry, person: Person, *, by: Actor) -> str:
    """A code for why nothing was sent; empty where something was."""
    if not settings.NEUTRAL_FROM_EMAIL:
        return NO_SENDER
    address = safe_email(person, by=by)
    return _tell_neutrally(entry, address.email) if address.email else address.why_not


def _tell_neutrally(entry: Entry, email: str) -> str:
    if not settings.NEUTRAL_FROM_EMAIL:
        return NO_SENDER
    domain = parseaddr(settings.NEUTRAL_FROM_EMAIL)[1].rpartition("@")[2]
    neutral_notice(to=email, message_id=message_id(entry.pk, at=domain)).send()
    return ""

"""Tells whoever referred that the service asks them for information."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from audit.record import record
from outbox.handlers import message_id
from outbox.models import Entry
from referrals.actions.guests import make_link
from referrals.models import Referral
from referrals.notices.received import asked_notice
from referrals.queries.addressee import told_of_a_question
from referrals.stages import Pause, Status


def tell_asked(entry: Entry, by: Actor, now: datetime) -> None:
    """The reference alone, to a work address; nothing where it was answered meanwhile, or asked
    again, as the later question tells of itself.

    A guest's link is made here and leaves at once: its token stands in no table.
    """
    rows = Referral.objects.visible_to(by).select_related("area", "recorded_by")
    referral = rows.get(pk=entry.payload["referral"])
    if referral.status != Status.WAITING or referral.paused_for != Pause.REFERRER:
        return
    if referral.decided_at != datetime.fromisoformat(entry.payload["asked_at"]):
        return
    to = told_of_a_question(referral, by)
    if to.work_email:
        token = make_link(to.guest, by=by, now=now) if to.guest else ""
        asked_notice(
            referral,
            to=to.work_email,
            has_pages=to.has_pages,
            token=token,
            message_id=message_id(entry.pk),
        ).send()
    record("referral.asked", referral, by=by, channel="email" if to.work_email else "none")

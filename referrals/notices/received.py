"""That a referral came in: to a referrer its reference, to anybody else not even what it is."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from referrals.models import Referral


def received_notice(
    referral: Referral, *, to: str, has_pages: bool, message_id: str
) -> EmailMessage:
    """To a work address: the reference, and where they may look; no name and no fact."""
    path = reverse("referrals:own_detail", args=[referral.area.slug, referral.reference])
    link = settings.BASE_URL.rstrip("/") + path if has_pages else ""
    context = {"reference": referral.reference, "area": referral.area, "link": link}
    return _notice("received", context, to=to, sender=settings.DEFAULT_FROM_EMAIL, mark=message_id)


def asked_notice(
    referral: Referral, *, to: str, has_pages: bool, token: str, message_id: str
) -> EmailMessage:
    """To a work address: that the service asks something about a reference, and where they may
    answer; `token` is a guest's. Not what it asks.
    """
    place = [referral.area.slug, referral.reference]
    path = reverse("referrals:own_detail", args=place) if has_pages else ""
    if token:
        path = reverse("refer:link", args=[referral.area.slug, token])
    context = {
        "reference": referral.reference,
        "area": referral.area,
        "link": settings.BASE_URL.rstrip("/") + path if path else "",
        "is_once": bool(token),
    }
    return _notice("asked", context, to=to, sender=settings.DEFAULT_FROM_EMAIL, mark=message_id)


def neutral_notice(*, to: str, message_id: str) -> EmailMessage:
    """To somebody at home: whoever looks over their shoulder learns nothing."""
    sender = settings.NEUTRAL_FROM_EMAIL
    return _notice("neutral", {}, to=to, sender=sender, mark=message_id)


def _notice(
    kind: str, context: dict[str, object], *, to: str, sender: str, mark: str
) -> EmailMessage:
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"referrals/mail/{kind}_subject.txt", context)
        body = render_to_string(f"referrals/mail/{kind}.txt", context)
    headers = {"Message-ID": mark, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject.strip(), body.strip() + "\n", sender, [to], headers=headers)

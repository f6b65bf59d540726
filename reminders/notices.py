"""What a reminder says: that something is due on a reference. No fact of a case leaves."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from areas.models import Area, User

from .due import DueItem


def due_notice(item: DueItem, *, area: Area, reader: User, message_id: str) -> EmailMessage:
    """An e-mail to one reader about one due item, ready to be handed over."""
    path = reverse("cases:detail", args=[area.slug, item.reference])
    context = {"reference": item.reference, "link": settings.BASE_URL.rstrip("/") + path}
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"reminders/{item.kind}_subject.txt", context)
        body = render_to_string(f"reminders/{item.kind}.txt", context)
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [reader.email],
        headers=headers,
    )

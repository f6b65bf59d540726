"""That a concern waits, or was answered: a reference and a link, and nothing of what it says."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from areas.models import Area, User
from cases.models import Concern


def concern_notice(
    concern: Concern, *, kind: str, area: Area, reader: User, message_id: str
) -> EmailMessage:
    """An e-mail to one colleague; `kind` is raised or answered."""
    reference = concern.participant.case.reference
    path = reverse("cases:concern", args=[area.slug, reference, concern.pk])
    context = {"reference": reference, "link": settings.BASE_URL.rstrip("/") + path}
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"cases/mail/concern_{kind}_subject.txt", context)
        body = render_to_string(f"cases/mail/concern_{kind}.txt", context)
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [reader.email],
        headers=headers,
    )

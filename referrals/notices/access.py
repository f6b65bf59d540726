"""How somebody of an agency comes in: a link that works once, the sign-in page, or an invitation.

Nothing in them says what they refer.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from areas.models import Area, User


def link_notice(user: User, *, area: Area, token: str, message_id: str) -> EmailMessage:
    """The link of a guest, good once and for a day."""
    path = reverse("refer:link", args=[area.slug, token])
    return _notice("link", user, area=area, path=path, message_id=message_id)


def sign_in_notice(user: User, *, area: Area, message_id: str) -> EmailMessage:
    """For whoever asked for a link and has an account."""
    path = reverse("account_login")
    return _notice("sign_in", user, area=area, path=path, message_id=message_id)


def invitation(user: User, *, area: Area, message_id: str) -> EmailMessage:
    """To a new account: where to choose a password."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return _notice("invited", user, area=area, path=path, message_id=message_id)


def _notice(kind: str, user: User, *, area: Area, path: str, message_id: str) -> EmailMessage:
    context: dict[str, Any] = {"area": area, "link": settings.BASE_URL.rstrip("/") + path}
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"referrals/mail/{kind}_subject.txt", context)
        body = render_to_string(f"referrals/mail/{kind}.txt", context)
    return EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )

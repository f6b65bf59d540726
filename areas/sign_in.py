"""Sign-in with django-allauth: nobody signs up by themselves, and what happens at the door is
written down.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from audit.context import current_request

from .models import SecurityEvent, User


def name_of(user: User) -> str:
    """How the sign-in pages call somebody: by name, never by the key that stands in logs."""
    return user.name


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the service, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Whoever knows the password may learn that the account was closed."""
        messages.error(request, _("This account has been closed. Ask your service manager."))
        return redirect("account_login")


class NewPassword(ResetPasswordForm):  # type: ignore[misc]
    """Asking for a new password. A guest has none and gets none: their one-off link is the way."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        asked: list[User] = self.users
        self.users: list[User] = [user for user in asked if user.has_usable_password()]
        return email


def _write(kind: SecurityEvent.Kind, user: User | None) -> None:
    SecurityEvent.objects.create(
        kind=kind,
        user_id=user.pk if user else None,
        request_id=current_request.get().request_id,
        page="sign_in",
    )


@receiver(user_logged_in)
def signed_in(sender: Any, user: User, **rest: Any) -> None:
    _write(SecurityEvent.Kind.SIGNED_IN, user)


@receiver(user_logged_out)
def signed_out(sender: Any, user: User | None, **rest: Any) -> None:
    _write(SecurityEvent.Kind.SIGNED_OUT, user)


@receiver(user_login_failed)
def sign_in_failed(sender: Any, credentials: dict[str, Any], **rest: Any) -> None:
    """Which account was tried, if there is one; never what was typed: it may be a password."""
    tried = User.objects.filter(email__iexact=str(credentials.get("email", ""))).first()
    _write(SecurityEvent.Kind.SIGN_IN_FAILED, tried)

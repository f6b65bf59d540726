from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import ContactPoint

TELEPHONES = (ContactPoint.Kind.MOBILE, ContactPoint.Kind.TELEPHONE)


def what_is_wrong(kind: str, value: str) -> str | Promise:
    """Why a value cannot be a way of this kind, in a sentence; empty if it can."""
    if kind == ContactPoint.Kind.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            return _("Enter an email address in the correct format, such as name@example.com")
    if kind in TELEPHONES and sum(sign.isdigit() for sign in value) < 3:
        return _("Enter a telephone number, such as 01632 960 001")
    return ""

"""The two arguments that the reporting commands share."""

from __future__ import annotations

from django.core.management.base import CommandError

from areas.models import Area
from reporting.periods import NotAPeriod, Period


def area_of(slug: str) -> Area:
    """The live area of a slug, or a sentence."""
    area = Area.objects.filter(slug=slug, is_live=True).first()
    if area is None:
        raise CommandError(f"There is no live area “{slug}”.")
    return area


def period_of(text: str) -> Period:
    """The quarter that was named, or a sentence."""
    try:
        return Period.parse(text)
    except NotAPeriod as refused:
        raise CommandError(str(refused)) from None

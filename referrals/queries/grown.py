"""The cases that grew from referrals, as far as the actor may see them.

Cases stand above referrals: they are reached through the relation that they made, and not imported.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from areas.actor import Actor
from referrals.models import Referral


def _links() -> Any:
    return Referral.case_links.rel.related_model


def _cases(actor: Actor) -> Any:
    return _links()._meta.get_field("case").related_model.objects.visible_to(actor)


def cases_of(referral: Referral, actor: Actor) -> list[str]:
    """The references of the cases that grew from the referral, as far as the actor may see them."""
    grown = _cases(actor).filter(referral_links__referral=referral)
    return list(grown.order_by("reference").values_list("reference", flat=True))


def is_closed_to(referral: Referral, actor: Actor) -> bool:
    """Whether the referral, or the one that it counts with, grew into a case that the actor may not
    see: a restricted one.
    """
    both = [key for key in (referral.pk, referral.merged_into_id) if key]
    links = _links().objects.visible_to(actor).filter(referral__in=both)
    return bool(links.exclude(case__in=_cases(actor)).exists())


def has_case_out_of_sight(actor: Actor) -> Exists:
    """Of a referral: whether it grew into a case that the actor may not see."""
    links = _links().objects.visible_to(actor).filter(referral=OuterRef("pk"))
    return Exists(links.exclude(case__in=_cases(actor)))


def has_unallocated_case(actor: Actor) -> Exists:
    """Of a referral: whether it grew into an open case that nobody works on."""
    links = _links().objects.visible_to(actor).filter(referral=OuterRef("pk"))
    return Exists(links.filter(case__in=_cases(actor).unallocated()))

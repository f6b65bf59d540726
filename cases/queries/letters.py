"""The versions of a letter, with what was said of them, and its answers."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Letter, LetterReview, LetterVersion


def versions_of(actor: Actor, letter: Letter) -> AreaQuerySet[LetterVersion]:
    """The texts of a visible letter, the newest first."""
    rows = LetterVersion.objects.visible_to(actor).filter(letter=letter)
    return rows.select_related("recorded_by").order_by("-number")


def reviewed_versions_of(actor: Actor, letter: Letter) -> AreaQuerySet[LetterVersion]:
    """The same, each with what was said of it, the first said first."""
    said = LetterReview.objects.visible_to(actor).select_related("recorded_by")
    reviews = Prefetch("reviews", queryset=said.order_by("recorded_at", "pk"))
    return versions_of(actor, letter).prefetch_related(reviews)


def get_version(actor: Actor, letter: Letter, pk: UUID) -> LetterVersion:
    return get_object_or_404(reviewed_versions_of(actor, letter), pk=pk)


def answers_to(actor: Actor, letter: Letter) -> AreaQuerySet[Letter]:
    """The letters that answer this one."""
    rows = Letter.objects.visible_to(actor).filter(answers=letter)
    return rows.order_by("happened_on", "recorded_at")

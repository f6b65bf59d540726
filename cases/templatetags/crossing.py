"""What is said of letters and messages on their pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from cases.stages import LetterFact

register = template.Library()


@register.filter
def facts(codes: Iterable[str]) -> list[str]:
    """What the recipient may be told before they decide, in words, in the order of the list."""
    told = set(codes)
    return [str(fact.label) for fact in LetterFact if fact in told]

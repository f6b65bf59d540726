from django import template
from django.template import Context

from ui.words import say

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: Context, key: str, *, plural: bool = False, capital: bool = False) -> str:
    """The area's word, from `words` in the context."""
    return say(context.get("words"), key, plural=plural, capital=capital)

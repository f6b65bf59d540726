from django import template
from django.template import Context

from ui.words import say
from ui.words import the as with_its_article

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: Context, key: str, *, plural: bool = False, capital: bool = False) -> str:
    """The area's word, from `words` in the context."""
    return say(context.get("words"), key, plural=plural, capital=capital)


@register.simple_tag(takes_context=True)
def the(context: Context, key: str, *, capital: bool = False) -> str:
    """The area's word with its article, from `words` in the context."""
    return with_its_article(context.get("words"), key, capital=capital)

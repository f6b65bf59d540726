from django import template

from cases.queries.establishments import name_of

register = template.Library()


@register.filter
def prison(code: str) -> str:
    """The name of an establishment, by the code of the register."""
    return name_of(code)

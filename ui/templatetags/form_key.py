from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """One random key per printed form, so that sending it twice can be seen and lands once."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid4())

from datetime import date, datetime

from django import template

from ui import dates

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    return dates.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return dates.moment(value) if value else ""


@register.filter
def relative_day(value: date | datetime | None, today: date) -> str:
    return dates.relative_day(value, today) if value else ""

"""Asking for the pages of lists."""

from django.urls import reverse

from tests.referrals.lists.files import upload


def at(name, of=None, area="kent"):
    return reverse(f"referrals:{name}", args=[area, of.pk] if of else [area])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def sending(world, data, **changes):
    return {"agency": str(world.probation.pk), "meant": "ours", "file": upload(data), **changes}

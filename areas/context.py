"""What every page of an area needs: who acts, the area's words, where one can go."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from .actor import Actor
from .direct import columns, first, take
from .models import AreaSettings
from .navigation import navigation
from .words import WORDS

FIND = "SELECT {settings} FROM areas_areasettings one WHERE one.area_id = %s"


def settings_of(actor: Actor) -> AreaSettings:
    """The area's settings, or the national defaults where it has none yet."""
    found = first(_statement(), actor.area_id)
    return take(AreaSettings, found)[0] if found else AreaSettings(area=actor.area)


@cache
def _statement() -> str:
    return FIND.format(settings=columns(AreaSettings, "one"))


def words_of(actor: Actor) -> dict[str, str | Promise]:
    """What the area calls the two sides."""
    return WORDS[AreaSettings.Words(settings_of(actor).words)]


def area_page(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"words": WORDS[AreaSettings.Words.PERSON]}
    return {"actor": actor, "words": words_of(actor), "navigation": navigation(actor, request.path)}

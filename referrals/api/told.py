"""From the body of a request to what the action takes, and to the answers as they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework import serializers

from referrals.actions import IncidentTold, PersonTold, ReferrerTold, WayToReach
from ui.dates import day

from .bodies import ReferralBody


def person_told(body: Mapping[str, Any]) -> PersonTold:
    rest = {name: body[name] for name in body if name not in {"age", "ways_to_reach"}}
    ways = [WayToReach(**way) for way in body.get("ways_to_reach", ())]
    return PersonTold(**rest, age_told=body.get("age"), more_ways=ways)


def told(body: Mapping[str, Any]) -> dict[str, Any]:
    """What `submit_referral` takes of a body that was found good."""
    incident = {**body["incident"], "flags": sorted(set(body["incident"].get("flags", ())))}
    return {
        "source": body["source"],
        "initiator": body["initiator"],
        "incident": IncidentTold(**incident),
        "people": [person_told(one) for one in body["people"]],
        "referrer": ReferrerTold(**body["referrer"], **body["agreement"]),
    }


def as_sent(body: ReferralBody) -> list[tuple[str, str]]:
    """Each question that was answered with its answer, in the order of the schema and in the
    language of the service, whatever the sending system asked for.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return list(_pairs(type(body), body.validated_data, ""))


class Question(NamedTuple):
    """A field of a body in words: its label, and those of its codes. `part` is what it is made of,
    once or in a list.
    """

    label: str
    words: Mapping[str, str]
    part: type[serializers.Serializer[Any]] | None
    several: bool


@cache
def _questions(part: type[serializers.Serializer[Any]], _language: str) -> dict[str, Question]:
    """The fields in the present language, put into words once: a body has some fifty."""
    return {name: _question(field) for name, field in part().fields.items()}


def _question(field: Any) -> Question:
    one = getattr(field, "child", field)
    choices = getattr(one, "choices", {})
    return Question(
        label=str(field.label),
        words={code: str(word) for code, word in choices.items()},
        part=type(one) if isinstance(one, serializers.Serializer) else None,
        several=one is not field,
    )


def _pairs(
    part: type[serializers.Serializer[Any]], value: Mapping[str, Any], whose: str
) -> Iterator[tuple[str, str]]:
    for name, asked in _questions(part, translation.get_language()).items():
        if value.get(name) in (None, "", []):
            continue
        if asked.part and asked.several:
            for number, one in enumerate(value[name], start=1):
                within = _("%(what)s %(number)s") % {"what": asked.label, "number": number}
                yield from _pairs(asked.part, one, f"{whose}{within}: ")
        elif asked.part:
            yield from _pairs(asked.part, value[name], whose)
        else:
            yield f"{whose}{asked.label}", in_words(asked, value[name])


def in_words(asked: Question, value: Any) -> str:
    """An answer as a person reads it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(asked.words[one] for one in value)
    return asked.words.get(value, str(value))

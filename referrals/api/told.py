"""From the body of a request to what the action takes, and to the answers as they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

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
        return list(_pairs(body, body.validated_data, ""))


def _pairs(
    part: serializers.BaseSerializer[Any], value: Mapping[str, Any], whose: str
) -> Iterator[tuple[str, str]]:
    fields: Mapping[str, serializers.Field[Any, Any, Any, Any]] = getattr(part, "fields")  # noqa: B009
    for name, field in fields.items():
        if value.get(name) in (None, "", []):
            continue
        child = getattr(field, "child", None)
        if isinstance(child, serializers.BaseSerializer):
            for number, one in enumerate(value[name], start=1):
                within = _("%(what)s %(number)s") % {"what": field.label, "number": number}
                yield from _pairs(child, one, f"{whose}{within}: ")
        elif isinstance(field, serializers.BaseSerializer):
            yield from _pairs(field, value[name], whose)
        else:
            yield f"{whose}{field.label}", in_words(field, value[name])


def in_words(field: Any, value: Any) -> str:
    """An answer as a person reads it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(str(field.child.choices[one]) for one in value)
    choices = getattr(field, "choices", {})
    return str(choices.get(value, value))

"""Which police area a place lies in, and which service works there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from areas.models import Area

from .postcodes import NotAPlace, Postcode, parse, why_unknown
from .register import District, Force, districts, forces, sectors

SURE = 0.95
"""From this share of a sector's postcodes on, its police area is taken to be theirs: 95 sectors in
100 are sure, the other 534 ask which district. One postcode in 1,200 of the sure ones is still led
to the neighbour, who passes it on."""


@dataclass(frozen=True, slots=True)
class Found:
    """The police area of a place. `share` is the part of the postcode's sector that lies in it."""

    force: Force
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Unclear:
    """A postcode whose sector lies in several police areas: one of these districts decides."""

    postcode: Postcode
    districts: tuple[District, ...]


def of_postcode(text: str) -> Found | Unclear:
    """Where a whole postcode lies, by its sector; raises NotAPlace."""
    postcode = parse(text)
    shares = sectors().get(postcode.sector)
    if shares is None:
        raise NotAPlace(why_unknown(postcode))
    parts = Counter[Force]()
    for one in shares:
        parts[one.district.force] += one.share  # type: ignore[assignment]
    [(force, share)] = parts.most_common(1)
    if share >= SURE:
        return Found(force, round(share, 4))
    return Unclear(postcode, tuple(one.district for one in shares))


def of_district(code: str) -> Found | None:
    """Where a district lies, by its code."""
    district = districts().get(code)
    return Found(district.force) if district else None


def of_force(slug: str) -> Found | None:
    force = forces().get(slug)
    return Found(force) if force else None


def service_of(force: Force) -> Area | None:
    """The live service of a police area, if it has one."""
    return Area.objects.filter(slug=force.slug, is_live=True).first()


def standing_area(force: Force) -> Area | None:
    """The area as the platform knows it, whether its service has started or not."""
    return Area.objects.filter(slug=force.slug).first()

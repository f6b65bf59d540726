"""Every address of the program, walked from the resolver."""

from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver

AREA = "areas/<slug:area>/"
API = "api/v1/areas/<slug:area>/"


@dataclass(frozen=True)
class Page:
    """One address: its route, its full name, the view behind it, and the names of its arguments."""

    route: str
    name: str
    view: Any
    arguments: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.route.startswith(API)

    @property
    def has_area(self) -> bool:
        return "<slug:area>" in self.route

    @property
    def perm(self) -> str | None:
        cls = getattr(self.view, "cls", None)
        return getattr(cls, "perm", None) if cls else getattr(self.view, "area_perm", None)

    def path(self, **values: Any) -> str:
        """The address with its arguments put in, without asking whether they fit."""
        path = self.route
        for kind, argument in zip(self.kinds, self.arguments, strict=True):
            path = path.replace(f"<{kind}:{argument}>", str(values[argument]))
        return f"/{path}"


def pages() -> list[Page]:
    return list(_walk(get_resolver().url_patterns, "", "", {}))


def area_pages() -> list[Page]:
    """The pages of an area whose only argument is the area."""
    return [page for page in pages() if page.arguments == ("area",)]


def row_pages() -> list[Page]:
    """The pages of an area that name something in it."""
    return [page for page in pages() if page.has_area and len(page.arguments) > 1]


def _kind(converter: Any) -> str:
    return (
        type(converter).__name__.removesuffix("Converter").removesuffix("String").lower() or "str"
    )


def _walk(patterns, route, namespace, converters):
    for pattern in patterns:
        here = route + str(pattern.pattern)
        known = {**converters, **pattern.pattern.converters}
        if isinstance(pattern, URLPattern):
            kinds = tuple(_kind(converter) for converter in known.values())
            yield Page(here, f"{namespace}{pattern.name}", pattern.callback, tuple(known), kinds)
        else:
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, below, known)

"""Small SVG charts, the same on a page and in a PDF.

Only presentation attributes: a strict content security policy blocks style=, and WeasyPrint does
not carry a page's style sheet into an SVG. A bar whose value is None is suppressed: it is drawn
hollow, always equally long, so that its length tells nothing.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

INK, QUIET, TRACK, PAPER = "#0b0c0c", "#484949", "#eef1f4", "#ffffff"
NAVY = "#12436d"
FONT = "Inter, 'Inter Ext', Arial, sans-serif"

TEXT_SIZE = 14
LINE = 19
BAR_HEIGHT = 14
GAP = 14
HOLLOW = 28
"""Length of every suppressed bar, in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` is None when it is suppressed, and `shown` is what is printed for it."""

    label: str
    value: int | None
    shown: str


def ranked_bars(
    title: str, desc: str, bars: Sequence[Bar], *, width: int = 600, ident: str
) -> SafeString:
    """Horizontal bars, each under its label. Ids are made from `ident` and the width."""
    return _chart(title, desc, [(bar, "") for bar in bars], width=width, ident=ident)


def funnel(
    title: str, desc: str, bars: Sequence[Bar], *, width: int = 600, ident: str
) -> SafeString:
    """Ranked bars that also tell each step's share of the step above, where both are shown."""
    above: list[Bar | None] = [None, *bars[:-1]]
    noted = [(bar, _share(bar, before)) for bar, before in zip(bars, above, strict=True)]
    return _chart(title, desc, noted, width=width, ident=ident)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a distance chart: where it started and where it stands, `shown` in words."""

    label: str
    start: int | None
    end: int | None
    shown: str


def distance(
    title: str, desc: str, steps: Sequence[Step], *, top: int, width: int = 600, ident: str
) -> SafeString:
    """From a hollow ring to a full dot on a scale of 1 to `top`, one line for each step."""
    parts: list[SafeString] = []
    for number, step in enumerate(steps):
        y = number * (LINE + BAR_HEIGHT + GAP) + LINE
        parts += [
            _text(0, y - 5, step.label),
            _text(width, y - 5, step.shown, anchor="end", weight=700),
            _on_a_scale(step, y=y + BAR_HEIGHT / 2, width=width, top=top),
        ]
    bars = [Bar(step.label, step.end, step.shown) for step in steps]
    size = (width, len(steps) * (LINE + BAR_HEIGHT + GAP))
    return _svg(title, desc, bars, parts=parts, size=size, ident=ident)


def _on_a_scale(step: Step, *, y: float, width: int, top: int) -> SafeString:
    def place(value: int) -> float:
        return round(8 + (width - 16) * (value - 1) / (top - 1), 1)

    drawn = [
        format_html(
            '<line x1="8" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="2"/>',
            y,
            width - 8,
            y,
            TRACK,
        )
    ]
    if step.start is not None and step.end is not None:
        drawn.append(
            format_html(
                '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="4"/>',
                place(step.start),
                y,
                place(step.end),
                y,
                NAVY,
            )
        )
    for value, fill in ((step.start, PAPER), (step.end, NAVY)):
        if value is not None:
            drawn.append(
                format_html(
                    '<circle cx="{}" cy="{}" r="6" fill="{}" stroke="{}" stroke-width="2"/>',
                    place(value),
                    y,
                    fill,
                    NAVY,
                )
            )
    return format_html_join("", "{}", ((part,) for part in drawn))


def _share(bar: Bar, before: Bar | None) -> str:
    if before is None or bar.value is None or not before.value:
        return ""
    return gettext("%(share)s%% of step above") % {"share": round(100 * bar.value / before.value)}


def _chart(
    title: str, desc: str, noted: Sequence[tuple[Bar, str]], *, width: int, ident: str
) -> SafeString:
    longest = max((bar.value or 0 for bar, _note in noted), default=0)
    top = 0
    parts: list[SafeString] = []
    for bar, note in noted:
        part, height = _row(bar, note, top=top, width=width, longest=longest)
        parts.append(part)
        top += height
    bars = [bar for bar, _note in noted]
    return _svg(title, desc, bars, parts=parts, size=(width, top), ident=ident)


def _svg(
    title: str,
    desc: str,
    bars: Sequence[Bar],
    *,
    parts: Sequence[SafeString],
    size: tuple[int, int],
    ident: str,
) -> SafeString:
    """WeasyPrint takes a figure's alternative text from <title> alone: the numbers stand there."""
    width, height = size
    uid = f"{ident}-{width}"
    numbers = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' role="img" aria-labelledby="{uid}-t {uid}-d" focusable="false">'
        '<title id="{uid}-t">{title}. {numbers}.</title><desc id="{uid}-d">{desc}</desc>'
        "{body}</svg>",
        w=width,
        h=max(height, 1),
        uid=uid,
        title=title,
        numbers=numbers,
        desc=desc,
        body=format_html_join("", "{}", ((part,) for part in parts)),
    )


def _row(bar: Bar, note: str, *, top: int, width: int, longest: int) -> tuple[SafeString, int]:
    """One label with its number, the bar below; and the height that they take."""
    numbers = f"{note}  {bar.shown}" if note else bar.shown
    room = max(12, int((width - 12 - len(numbers) * 8) / 7.5))
    lines = textwrap.wrap(bar.label, room) or [""]
    y = top + len(lines) * LINE
    texts = [_text(0, top + (i + 1) * LINE - 5, line) for i, line in enumerate(lines)]
    texts.append(_text(width, y - 5, bar.shown, anchor="end", weight=700))
    if note:
        room_for_number = len(bar.shown) * 8 + 12
        texts.append(_text(width - room_for_number, y - 5, note, anchor="end", fill=QUIET, size=12))
    shape = _shape(bar, y=y, width=width, longest=longest)
    body = format_html_join("", "{}", ((part,) for part in (*texts, shape)))
    return body, len(lines) * LINE + BAR_HEIGHT + GAP


def _shape(bar: Bar, *, y: int, width: int, longest: int) -> SafeString:
    track = format_html(
        '<rect x="0" y="{}" width="{}" height="{}" fill="{}"/>', y, width, BAR_HEIGHT, TRACK
    )
    if bar.value is None:
        return track + format_html(
            '<rect x="0.5" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="1"'
            ' stroke-dasharray="3 2"/>',
            y + 0.5,
            HOLLOW - 1,
            BAR_HEIGHT - 1,
            PAPER,
            QUIET,
        )
    length = round(width * bar.value / longest, 1) if longest else 0
    return track + format_html(
        '<rect x="0" y="{}" width="{}" height="{}" fill="{}"/>', y, length, BAR_HEIGHT, NAVY
    )


def _text(
    x: int,
    y: int,
    text: str,
    *,
    anchor: str = "start",
    weight: int = 400,
    fill: str = INK,
    size: int = TEXT_SIZE,
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" text-anchor="{}"'
        ' fill="{}">{}</text>',
        x,
        y,
        FONT,
        size,
        weight,
        anchor,
        fill,
        text,
    )

"""The report's charts, drawn from the same cells as their tables, so that no chart knows more.

On a page a chart carries its labels; in print its bars continue the rows of the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reporting.figures import Counts
from reporting.suppression import Cell
from ui.charts import HOLLOW, INK, NAVY, PAPER, QUIET, Bar, ranked_bars

ROW = 25.6
"""The height of a table's row in print: 12 points, twice 3.4 and a hairline, in pixels."""
JOINED_WIDTH = 250


def initiators(counts: Counts[Cell], *, width: int) -> SafeString:
    """Referrals by who began them, for a page."""
    return ranked_bars(*_initiators(counts), width=width, ident="initiators")


def closures(counts: Counts[Cell], *, width: int) -> SafeString:
    """Cases closed in the quarter, by reason, largest first, for a page."""
    return ranked_bars(*_closures(counts), width=width, ident="closures")


def initiators_in_print(counts: Counts[Cell]) -> SafeString:
    return _joined(*_initiators(counts), ident="initiators")


def closures_in_print(counts: Counts[Cell]) -> SafeString:
    return _joined(*_closures(counts), ident="closures")


def _initiators(counts: Counts[Cell]) -> tuple[str, str, list[Bar]]:
    parts = counts.initiators
    bars = [
        _bar(_("Victim-led"), parts.victim_led),
        _bar(_("Offender-led"), parts.offender_led),
        _bar(_("Other"), parts.other),
    ]
    return _("Referrals by who began them"), _("The table beside it has the same numbers"), bars


def _closures(counts: Counts[Cell]) -> tuple[str, str, list[Bar]]:
    bars = [_bar(reason.label, reason.count) for reason in counts.closures]
    return _("Cases closed, by reason"), _("The table beside it has the same numbers"), bars


def _bar(label: str, cell: Cell) -> Bar:
    return Bar(label, cell.value, cell.shown)


def _joined(title: str, desc: str, bars: Sequence[Bar], *, ident: str) -> SafeString:
    """Bars without labels, one for each row; the table's last row, its total, has none."""
    longest = max((bar.value or 0 for bar in bars), default=0)
    shapes = [_shape(bar, number * ROW, longest) for number, bar in enumerate(bars)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' role="img" aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{title}.'
        ' {numbers}.</title><desc id="{ident}-d">{desc}</desc>{shapes}'
        '<rect x="0" y="0" width="1" height="{axis}" fill="{ink}"/></svg>',
        w=JOINED_WIDTH,
        h=round((len(bars) + 1) * ROW, 1),
        ident=ident,
        title=title,
        numbers="; ".join(f"{bar.label}: {bar.shown}" for bar in bars),
        desc=desc,
        shapes=format_html_join("", "{}", ((shape,) for shape in shapes)),
        axis=round(len(bars) * ROW, 1),
        ink=INK,
    )


def _shape(bar: Bar, top: float, longest: int) -> SafeString:
    y, height = round(top + 5.5, 1), round(ROW - 12, 1)
    if bar.value is None:
        return format_html(
            '<rect x="1.5" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="1"'
            ' stroke-dasharray="2 2"/>',
            y,
            HOLLOW,
            height,
            PAPER,
            QUIET,
        )
    length = round(JOINED_WIDTH * bar.value / longest, 1) if longest else 0
    return format_html(
        '<rect x="0" y="{}" width="{}" height="{}" fill="{}"/>', y, length, height, NAVY
    )

"""The report's charts, drawn from the same cells as their tables, so that no chart knows more."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reporting.figures import Counts
from reporting.suppression import Cell
from ui.charts import Bar, ranked_bars


def _bar(label: str, cell: Cell) -> Bar:
    return Bar(label, cell.value, cell.shown)


def initiators(counts: Counts[Cell], *, width: int) -> SafeString:
    """Referrals by who began them."""
    parts = counts.initiators
    bars = [
        _bar(_("Victim-led"), parts.victim_led),
        _bar(_("Offender-led"), parts.offender_led),
        _bar(_("Other"), parts.other),
    ]
    return ranked_bars(
        _("Referrals by who began them"),
        _("Bars for referrals received in the quarter; the table beside them has the same numbers"),
        bars,
        width=width,
        ident="initiators",
    )


def closures(counts: Counts[Cell], *, width: int) -> SafeString:
    """Cases closed in the quarter, by reason, largest first."""
    return ranked_bars(
        _("Cases closed, by reason"),
        _("Bars for the reasons of closing; the table beside them has the same numbers"),
        [_bar(str(reason.label), reason.count) for reason in counts.closures],
        width=width,
        ident="closures",
    )

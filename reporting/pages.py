"""What the pages of figures print, made from the same cells and the same words as the PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

from reporting import charts
from reporting.figures import About, Counts, QuarterFigures
from reporting.findings import finding, maturity
from reporting.models import Report
from reporting.periods import Period
from reporting.published import PublishedFigures, opened
from reporting.rules import RULES
from reporting.suppression import Cell

WIDE, NARROW = 600, 340


def figures_page(figures: QuarterFigures) -> dict[str, Any]:
    """The service's own figures: nothing is hidden."""
    return _page(figures.about, opened(figures.counts))


def published_page(published: PublishedFigures) -> dict[str, Any]:
    """The published figures, with their finding, their key and their digest."""
    return _page(published.about, published.counts) | {
        "threshold": published.threshold,
        "finding": finding(published.counts),
        "digest": published.digest,
    }


def next_quarter(period: Period, *, today: date) -> Period | None:
    """The quarter after this one, where it has begun."""
    return Period.containing(period.end) if period.end <= today else None


def file_name(report: Report) -> str:
    """`RJC-KNT-2026-27-Q2-v1.pdf`: no spaces, and a draft says so."""
    state = "" if report.is_published else f"-draft-{report.draft}"
    return f"RJC-{report.figures.about.reference}-v{report.version}{state}.pdf"


def _page(about: About, counts: Counts[Cell]) -> dict[str, Any]:
    return {
        "about": about,
        "period": about.period,
        "counts": counts,
        "maturity": maturity(about.days_since_end),
        "rules": RULES,
        "charts": {
            "initiators": charts.initiators(counts, width=WIDE),
            "initiators_narrow": charts.initiators(counts, width=NARROW),
            "closures": charts.closures(counts, width=WIDE),
            "closures_narrow": charts.closures(counts, width=NARROW),
        },
    }

"""The printed report: a PDF from published figures only. Runs in the worker.

The same snapshot and edition give the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import translation

from areas.models import AreaSettings
from areas.words import WORDS
from reporting import charts
from reporting.figures import as_json
from reporting.findings import finding, maturity
from reporting.published import PublishedFigures
from reporting.rules import RULES
from ui.pdf import drawn

OURS = {"report.css": "css/report.css", "report-draft.svg": "css/report-draft.svg"}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which printing of the figures this is. Without `published_on` it is a draft."""

    version: int
    prepared_by: str
    dated: date
    published_by: str = ""
    published_on: date | None = None
    reason: str = ""

    @property
    def is_draft(self) -> bool:
        return self.published_on is None

    @property
    def is_revised(self) -> bool:
        return self.version > 1


def pdf_of(published: PublishedFigures, edition: Edition) -> bytes:
    """The report as a tagged PDF; raises EngineMissing where the machine cannot draw one."""
    sources = f"{published.as_json()}{as_json(edition)}".encode()
    identifier = hashlib.sha256(sources).digest()[:16]
    return drawn(_html(published, edition), identifier=identifier, files=OURS)


def _html(published: PublishedFigures, edition: Edition) -> str:
    counts = published.counts
    page = {
        "about": published.about,
        "counts": counts,
        "threshold": published.threshold,
        "digest": published.digest,
        "edition": edition,
        "finding": finding(counts),
        "maturity": maturity(published.about.days_since_end),
        "rules": RULES,
        "words": WORDS[AreaSettings.Words(published.about.words)],
        "charts": {
            "initiators": charts.initiators_in_print(counts),
            "closures": charts.closures_in_print(counts),
        },
    }
    with translation.override("en-gb"):
        return render_to_string("reporting/pdf.html", page)

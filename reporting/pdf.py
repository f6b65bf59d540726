"""The printed report: PDF/UA-1 by WeasyPrint, from published figures only. Runs in the worker.

The same snapshot and edition give the same bytes: no clock, no random id, no fetch from anywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from areas.models import AreaSettings
from areas.words import WORDS
from reporting import charts
from reporting.figures import as_json
from reporting.findings import finding, maturity
from reporting.published import PublishedFigures
from reporting.rules import RULES

SCHEME = "rjcase:"
WEIGHTS = (400, 600, 700)
OURS = {
    "report.css": "css/report.css",
    "report-draft.svg": "css/report-draft.svg",
    **{
        f"inter-{script}-{weight}-normal.woff2": f"build/inter/inter-{script}-{weight}-normal.woff2"
        for script in ("latin", "latin-ext")
        for weight in WEIGHTS
    },
}
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


class EngineMissing(Exception):
    """The machine lacks what draws a PDF. The text says what to install."""


class FileRefused(ValueError):
    """The document asked for something other than its own style sheet, picture and fonts."""


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
    weasyprint = _engine()
    html = _html(published, edition)
    sources = f"{published.as_json()}{as_json(edition)}".encode()
    drawn = weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(sources).digest()[:16]
    )
    return _finished(drawn)


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


def _engine() -> ModuleType:
    try:
        import weasyprint
    except (ImportError, OSError) as missing:
        raise EngineMissing(
            "The PDF engine is not installed. As root: "
            "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from missing
    return weasyprint  # type: ignore[no-any-return]


def _fetcher() -> Any:
    """A fetcher that knows our own few files by name; anything else stops the drawing."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            body = own_file(url).read_bytes()
            return URLFetcherResponse(url, body, {"Content-Type": TYPES[Path(url).suffix]})

    return OnlyOurs(allowed_protocols=(SCHEME.rstrip(":"),), fail_on_errors=True)


def own_file(url: str) -> Path:
    """The file that a `rjcase:` address of the document names; raises FileRefused for any other."""
    path = OURS.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
    if path is None:
        raise FileRefused("The report may not fetch anything but its own style sheet and fonts.")
    found = finders.find(path)
    if found is None:
        raise EngineMissing(f"{path} is missing. Run: python -m ui.assets")
    return Path(found)


def _finished(drawn: bytes) -> bytes:
    """Add what WeasyPrint leaves out of PDF/UA: a scope on heads, the print flag on links."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _scope_heads(pikepdf, pdf.Root.StructTreeRoot.K)
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                link.F = int(link.get("/F", 0)) | 4
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _scope_heads(pikepdf: ModuleType, root: Any) -> None:
    """Walk the structure tree: a head inside THead heads its column, any other its row."""
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        node, in_head = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend((child, in_head) for child in node)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            in_head = node.S == "/THead" or (in_head and node.S != "/Table")
            if node.S == "/TH":
                _scope(pikepdf, node, "/Column" if in_head else "/Row")
            if "/K" in node:
                waiting.append((node.K, in_head))


def _scope(pikepdf: ModuleType, head: Any, scope: str) -> None:
    facts = head.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
    own = facts[0] if isinstance(facts, pikepdf.Array) else facts
    own.Scope = pikepdf.Name(scope)
    head.A = facts

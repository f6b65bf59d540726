"""From HTML to PDF/UA-1, by WeasyPrint: in the worker, never in a web process.

The same HTML and identifier give the same bytes: no clock, no random id, no fetch from anywhere. A
document is set in Inter and names its style sheet and pictures by `rjcase:` addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from django.contrib.staticfiles import finders

SCHEME = "rjcase:"
WEIGHTS = (400, 600, 700)
FONTS = {
    f"inter-{script}-{weight}-normal.woff2": f"build/inter/inter-{script}-{weight}-normal.woff2"
    for script in ("latin", "latin-ext")
    for weight in WEIGHTS
}
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
NO_FILES: Mapping[str, str] = MappingProxyType({})


class EngineMissing(Exception):
    """The machine lacks what draws a PDF. The text says what to install."""


class FileRefused(ValueError):
    """The document asked for something other than its own style sheet, pictures and fonts."""


def drawn(html: str, *, identifier: bytes, files: Mapping[str, str] = NO_FILES) -> bytes:
    """A tagged PDF of an HTML page; raises EngineMissing where the machine cannot draw one.

    `identifier` are 16 bytes that tell this document from others. `files` are the names that the
    page may ask for, each with its place among the static files; the fonts are always there.
    """
    weasyprint = _engine()
    page = weasyprint.HTML(string=html, url_fetcher=_fetcher(files))
    return _finished(page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier))


def _engine() -> ModuleType:
    try:
        import weasyprint
    except (ImportError, OSError) as missing:
        raise EngineMissing(
            "The PDF engine is not installed. As root: "
            "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from missing
    return weasyprint  # type: ignore[no-any-return]


def _fetcher(files: Mapping[str, str]) -> Any:
    """A fetcher that knows a few files by name; anything else stops the drawing."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            body = own_file(url, files).read_bytes()
            return URLFetcherResponse(url, body, {"Content-Type": TYPES[Path(url).suffix]})

    return OnlyOurs(allowed_protocols=(SCHEME.rstrip(":"),), fail_on_errors=True)


def own_file(url: str, files: Mapping[str, str] = NO_FILES) -> Path:
    """The file that a `rjcase:` address of the document names; raises FileRefused for any other."""
    known = {**FONTS, **files}
    path = known.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
    if path is None:
        raise FileRefused("A document may not fetch anything but its own style sheet and fonts.")
    found = finders.find(path)
    if found is None:
        raise EngineMissing(f"{path} is missing. Run: python -m ui.assets")
    return Path(found)


def _finished(drawing: bytes) -> bytes:
    """Add what WeasyPrint leaves out of PDF/UA: a scope on heads, the print flag on links."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(drawing)) as pdf:
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

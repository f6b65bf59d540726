from io import BytesIO
from pathlib import Path

import pikepdf  # noqa: TID253
import pytest

from ui.pdf import EngineMissing, FileRefused, drawn, own_file

FILES = {"report.css": "css/report.css", "report-draft.svg": "css/report-draft.svg"}
PAGE = "<html lang=en-GB><title>A letter</title><p>Words</p></html>"


def test_a_page_becomes_a_tagged_document_and_the_same_one_each_time():
    made = drawn(PAGE, identifier=b"0" * 16)

    assert made == drawn(PAGE, identifier=b"0" * 16)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"


def test_a_page_that_asks_for_anything_else_is_not_drawn():
    with pytest.raises(BaseException, match="Error fetching"):
        drawn("<link rel=stylesheet href='https://example.org/a.css'>", identifier=b"0" * 16)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.css",
        "file:///etc/passwd",
        "rjcase:../settings.py",
        "data:,x",
        "report.css",
    ],
)
def test_nothing_but_our_own_files_is_served_to_the_document(address):
    with pytest.raises(FileRefused, match="may not fetch anything"):
        own_file(address, FILES)


def test_a_missing_font_says_how_it_is_built(settings):
    settings.STATICFILES_DIRS = []
    own_file.__globals__["finders"].get_finder.cache_clear()
    try:
        with pytest.raises(EngineMissing, match=r"python -m ui\.assets"):
            own_file("rjcase:inter-latin-400-normal.woff2")
    finally:
        own_file.__globals__["finders"].get_finder.cache_clear()


def test_the_style_sheet_is_read_from_where_it_stands():
    picture = Path(own_file("rjcase:report-draft.svg", FILES))

    assert own_file("rjcase:report.css", FILES) == picture.with_name("report.css")

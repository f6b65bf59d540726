import sys
from datetime import date
from io import BytesIO

import pikepdf  # noqa: TID253
import pytest
from pypdf import PdfReader

from reporting.pdf import Edition, pdf_of
from reporting.published import suppressed
from tests.reporting.figures import nothing, one_case, quarter
from ui.pdf import EngineMissing

DRAFT = Edition(version=1, prepared_by="Mary Manager", dated=date(2026, 10, 14))
FINAL = Edition(
    version=1,
    prepared_by="Mary Manager",
    dated=date(2026, 10, 20),
    published_by="Dan Deputy",
    published_on=date(2026, 10, 20),
)


@pytest.fixture(scope="module")
def final():
    return pdf_of(suppressed(quarter()), FINAL)


@pytest.fixture(scope="module")
def draft():
    return pdf_of(suppressed(one_case()), DRAFT)


def text_of(document):
    pages = PdfReader(BytesIO(document)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def elements(document, kind):
    with pikepdf.open(BytesIO(document)) as pdf:
        waiting, found = [pdf.Root.StructTreeRoot.K], []
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                if str(node.S) == kind:
                    found.append(facts(node))
                waiting.append(node.get("/K", []))
        return found


def facts(node):
    tables = node.get("/A", pikepdf.Array())
    tables = list(tables) if isinstance(tables, pikepdf.Array) else [tables]
    scopes = [str(table.Scope) for table in tables if "/Scope" in table]
    return {"alt": str(node.get("/Alt", "")), "scope": " ".join(scopes)}


def test_the_document_is_tagged_titled_and_in_english(final):
    with pikepdf.open(BytesIO(final)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (
                metadata["dc:title"]
                == "Northshire Restorative Justice: quarterly report, 2026-27 Q2"
            )


def test_every_font_is_inter_and_embedded(final):
    with pikepdf.open(BytesIO(final)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        described = [item for item in fonts if item.get("/Type") == "/FontDescriptor"]
        assert described
        assert all("/FontFile2" in item or "/FontFile3" in item for item in described)
        assert {"Inter" in str(item.FontName) for item in described} == {True}


def test_each_chart_says_its_numbers_and_only_the_published_ones(final):
    assert sorted(figure["alt"] for figure in elements(final, "/Figure")) == [
        (
            "Cases closed, by reason. Person harmed declined: 41; Completed: indirect: 25; "
            "Person responsible declined: 22; Completed: direct: 19; "
            "Death of a participant: hidden; Needs met earlier: hidden."
        ),
        "Referrals by who began them. Victim-led: 118; Offender-led: hidden; Other: hidden.",
    ]


def test_every_table_head_has_a_scope(final):
    assert {head["scope"] for head in elements(final, "/TH")} == {"/Column", "/Row"}


def test_links_are_printed(final):
    with pikepdf.open(BytesIO(final)) as pdf:
        flags = [int(link.F) & 4 for page in pdf.pages for link in page.get("/Annots", [])]
    assert set(flags) == {4}


def test_the_foot_of_each_page_names_reference_and_digest(final):
    digest = suppressed(quarter()).digest
    pages = PdfReader(BytesIO(final)).pages
    assert len(pages) == 5
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"SHA-256 of the figures {digest}" in text
        assert number == 1 or f"Page {number} of 5" in text


def test_the_counting_rules_and_the_key_are_printed_with_their_version(final):
    text = text_of(final)
    for words in (
        "Counting rules used in this report (version 1)",
        "C10",
        "fewer than 5",
        "dashed bar",
    ):
        assert words in text


def test_a_published_report_names_both_who_answer_for_it(final):
    text = text_of(final)
    assert "Prepared by Mary Manager" in text
    assert "Published by Dan Deputy" in text
    assert "Draft" not in text


def test_a_draft_says_so_in_words(draft):
    text = text_of(draft)
    assert "Draft, not published" in text
    assert "Published by Not published" in text


def test_the_watermark_is_not_text(draft):
    assert "DRAFT" not in text_of(draft)


def test_no_small_number_of_one_case_is_in_the_document(draft):
    assert [figure["alt"] for figure in elements(draft, "/Figure")] == [
        "Referrals by who began them. Victim-led: 0; Offender-led: fewer than 5; Other: 0."
    ]
    assert "Reasons are not listed under a hidden total" in text_of(draft)


def test_a_quarter_in_which_nothing_happened_is_a_report_too():
    text = text_of(pdf_of(suppressed(nothing()), FINAL))
    assert "All referrals 0" in text
    assert "All closed 0" in text


def test_a_revised_report_gives_its_reason():
    edition = Edition(
        version=2, prepared_by="M", dated=date(2026, 11, 2), reason="Two cases had been late."
    )
    text = text_of(pdf_of(suppressed(one_case()), edition))
    assert "Revised" in text
    assert "It corrects an earlier version: Two cases had been late." in text


def test_the_same_snapshot_gives_the_same_bytes(final):
    assert pdf_of(suppressed(quarter()), FINAL) == final


def test_a_machine_without_the_engine_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(EngineMissing, match="apt-get install .* libpangoft2-1.0-0"):
        pdf_of(suppressed(quarter()), FINAL)

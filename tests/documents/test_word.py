import struct
import zipfile
from io import BytesIO

import pytest

from documents.cleaning import Unclean
from documents.cleaning import word as cleaner
from documents.cleaning.word import clean_docx
from tests.documents.files import HEAD, PARTS, docx

DOCTYPE = f'{HEAD}<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>'


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_text_stays_and_what_tells_of_its_authors_goes():
    parts = parts_of(clean_docx(docx()))

    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/media/image1.jpeg",
        "word/media/image2.png",
    ]
    assert parts["word/document.xml"] == PARTS["word/document.xml"].encode()
    assert not any(b"Bloggs" in body or b"docProps" in body for body in parts.values())
    assert b"Bloggs" not in clean_docx(docx())


def test_what_is_fetched_when_somebody_opens_it_leads_nowhere_and_links_stay():
    relations = parts_of(clean_docx(docx()))["word/_rels/document.xml.rels"].decode()

    assert "https://example.org/" in relations
    assert "spy.example" not in relations
    assert relations.count("about:blank") == 2
    assert "customXml" not in relations


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": "Sub AutoOpen()"},
        {"word/activeX/activeX1.bin": "x"},
        {"word/embeddings/oleObject1.bin": "MZ"},
        {"word/embeddings/sheet.xlsm": "x"},
        {"[Content_Types].xml": "<Types>application/vnd.ms-word.document.macroEnabled</Types>"},
    ],
)
def test_a_macro_or_a_program_is_refused(parts):
    with pytest.raises(Unclean, match="macro"):
        clean_docx(docx(parts))


def test_the_figures_behind_a_chart_are_no_program():
    parts = parts_of(clean_docx(docx({"word/embeddings/sheet.xlsx": "PK"})))

    assert parts["word/embeddings/sheet.xlsx"] == b"PK"


def test_a_bomb_is_refused_as_it_is_inflated():
    with pytest.raises(Unclean, match="too_large_inside"):
        clean_docx(docx({"word/bomb.xml": b"0" * 20_000_000}))


def test_a_bomb_that_lies_about_its_size_is_refused():
    """Every length that the zip tells of is made small; only inflating shows the truth."""
    size = 20_000_000
    lying = docx({"word/bomb.xml": b"0" * size}).replace(struct.pack("<I", size), b"\x10\0\0\0")

    with pytest.raises(Unclean, match="unreadable|too_large_inside"):
        clean_docx(lying)


def test_many_parts_that_are_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(cleaner, "INFLATED", 5000)
    with pytest.raises(Unclean, match="too_large_inside"):
        clean_docx(docx({f"word/{n}.xml": bytes(range(250)) * 4 for n in range(6)}))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(cleaner, "ENTRIES", 5)
    with pytest.raises(Unclean, match="too_large_inside"):
        clean_docx(docx())


def test_one_with_a_password_is_refused():
    plain = docx()
    locked = plain.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")

    assert locked != plain
    with pytest.raises(Unclean, match="locked"):
        clean_docx(locked)


@pytest.mark.parametrize(
    "content",
    [
        docx(without=("word/document.xml",)),
        docx(without=("[Content_Types].xml",)),
        docx({"../outside.xml": "x"}),
        docx({"/etc/passwd": "x"}),
        docx({"word/_rels/document.xml.rels": DOCTYPE}),
        docx({"[Content_Types].xml": "<Types"}),
        docx()[:-300],
        docx()[:100],
        b"PK\x03\x04word/",
    ],
    ids=[
        "no document",
        "no types",
        "outside",
        "absolute",
        "doctype",
        "crooked types",
        "cut at its end",
        "cut at its beginning",
        "a head alone",
    ],
)
def test_a_damaged_or_crooked_one_is_refused(content):
    with pytest.raises(Unclean, match="unreadable"):
        clean_docx(content)


def test_the_process_itself_answers_for_its_memory(monkeypatch):
    def none_left(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(zipfile, "ZipFile", none_left)
    with pytest.raises(MemoryError):
        clean_docx(b"")

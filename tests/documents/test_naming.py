import pytest

from documents.naming import shown_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("statement.pdf", "statement.pdf"),
        ("statement.exe", "statement.pdf"),
        ("statement", "statement.pdf"),
        ("R v. Bloggs and others", "R v. Bloggs and others.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\jo\\letter.docx", "letter.pdf"),
        ("gnp.\u202eexe", "gnp.pdf"),
        ("a\r\nSet-Cookie: x\0.pdf", "a Set-Cookie: x.pdf"),
        ("  spaces \t everywhere .pdf", "spaces everywhere.pdf"),
        ("Cwyn Siân Llŷr.pdf", "Cwyn Siân Llŷr.pdf"),
        ("陈述.pdf", "陈述.pdf"),
        ("x" * 10_000 + ".pdf", "x" * 100 + ".pdf"),
        (".pdf", "Document.pdf"),
        ("...", "Document.pdf"),
        ("\u202e\u200f", "Document.pdf"),
        ("", "Document.pdf"),
        (None, "Document.pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(given, shown):
    assert shown_name(given, kind="pdf") == shown


def test_a_jpeg_has_the_ending_that_people_know():
    assert shown_name("IMG_0001.JPG", kind="jpeg") == "IMG_0001.jpg"

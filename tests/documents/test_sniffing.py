import pytest

from documents.sniffing import kind_of
from tests.documents.files import docx, pdf, picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "pdf"),
        (b"From a gateway\r\n" + pdf(), "pdf"),
        (picture("JPEG"), "jpeg"),
        (picture("PNG"), "png"),
        (docx(), "docx"),
        (b"", None),
        (b"PK\x03\x04 a zip of something else", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word document", None),
        (b"GIF89a", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"<!doctype html><script>alert(1)</script>", None),
        (b"MZ\x90\x00", None),
        (b" " * 2000 + pdf(), None),
    ],
)
def test_what_a_file_is_is_told_from_its_bytes(content, kind):
    assert kind_of(content) == kind

from io import BytesIO

import pikepdf  # noqa: TID253
import pytest
from pikepdf import Array, Dictionary, Name  # noqa: TID253
from PIL import Image

from documents.cleaning import Unclean
from documents.cleaning import portable as cleaner
from documents.cleaning.portable import clean_pdf
from documents.cleaning.segments import without_telling
from tests.documents.files import pdf, photograph


def everything(document):
    """A PDF's objects as one text."""
    with pikepdf.open(BytesIO(document)) as opened:
        shown = [repr(opened.trailer), *(repr(item) for item in opened.objects)]
        return " ".join(shown) + str([
            item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream)
        ])


def runs_on_opening(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="wicked")


def runs_by_name(document):
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS="wicked")]))
    )


def runs_with_a_page(document):
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F="wicked"))


def runs_when_pressed(document):
    action = Dictionary(S=Name.Launch, F="wicked", Next=Dictionary(S=Name.Rendition, R="wicked"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    document.pages[0].Annots = Array([document.make_indirect(link)])


def carries_a_file(document):
    document.attachments["wicked"] = b"wicked"


def carries_a_pinned_file(document):
    stream = document.make_stream(b"wicked")
    spec = Dictionary(Type=Name.Filespec, EF=Dictionary(F=stream))
    pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=spec)
    document.pages[0].Annots = Array([pin])


def carries_a_form_in_xml(document):
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b"wicked"))


def reads_a_file(document):
    stream = document.make_stream(b"")
    stream["/F"] = pikepdf.String("wicked")
    document.pages[0].obj["/Contents"] = stream


def tells_its_history(document):
    document.pages[0].obj["/PieceInfo"] = Dictionary(Program=Dictionary(Private="wicked"))
    document.Root["/Metadata"] = document.make_stream(b"<creator>wicked</creator>")
    document.docinfo["/Title"] = "wicked"


@pytest.mark.parametrize(
    "change",
    [
        runs_on_opening,
        runs_by_name,
        runs_with_a_page,
        runs_when_pressed,
        carries_a_file,
        carries_a_pinned_file,
        carries_a_form_in_xml,
        reads_a_file,
        tells_its_history,
    ],
)
def test_what_runs_is_attached_or_tells_of_its_maker_is_gone(change):
    before = pdf(change)
    cleaned = clean_pdf(before)

    assert "wicked" in everything(before)
    assert "wicked" not in everything(cleaned)
    assert "Bloggs" not in everything(cleaned)
    with pikepdf.open(BytesIO(cleaned)) as opened:
        assert len(opened.pages) == 1


def test_a_link_to_a_web_page_and_what_is_drawn_stay():
    def linked(document):
        action = Dictionary(S=Name.URI, URI="https://example.org/")
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        document.pages[0].Annots = Array([link])
        document.pages[0].Contents = document.make_stream(b"1 0 0 RG")

    whole = everything(clean_pdf(pdf(linked)))

    assert "https://example.org/" in whole
    assert "1 0 0 RG" in whole


@pytest.mark.parametrize("packed", [Name.DCTDecode, Array([Name.DCTDecode])])
def test_a_photograph_in_it_tells_neither_where_nor_by_whom_and_keeps_its_pixels(packed):
    def with_photograph(document):
        photo = document.make_stream(photograph(), Subtype=Name.Image, Filter=packed)
        document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=photo))

    before = pdf(with_photograph)
    cleaned = clean_pdf(before)

    assert b"kitchen of number nine" in before
    for telling in (b"Exif", b"Bloggs", b"kitchen"):
        assert telling not in cleaned
    with pikepdf.open(BytesIO(cleaned)) as opened:
        raw = opened.pages[0].obj.Resources.XObject.Im0.read_raw_bytes()
    assert Image.open(BytesIO(raw)).tobytes() == Image.open(BytesIO(photograph())).tobytes()


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe0\0", b"\xff\xd8x"]
)
def test_what_is_no_whole_picture_is_left_as_it_is(content):
    assert without_telling(content) == content


def test_what_stands_before_and_behind_a_pdf_is_gone():
    cleaned = clean_pdf(b"<script>a</script>\n" + pdf() + b"PK\x03\x04")

    assert cleaned.startswith(b"%PDF-")
    assert b"script" not in cleaned
    assert b"PK\x03\x04" not in cleaned


@pytest.mark.parametrize("secret", [{"user": "u", "owner": "o"}, {"user": "", "owner": "o"}])
def test_one_with_a_password_is_refused(secret):
    with pytest.raises(Unclean, match="locked"):
        clean_pdf(pdf(encryption=pikepdf.Encryption(**secret)))


def test_too_many_pages_and_too_many_objects_are_refused(monkeypatch):
    monkeypatch.setattr(cleaner, "PAGES", 1)
    with pytest.raises(Unclean, match="too_many_pages"):
        clean_pdf(pdf(lambda document: document.add_blank_page()))
    monkeypatch.setattr(cleaner, "OBJECTS", 1)
    with pytest.raises(Unclean, match="too_large_inside"):
        clean_pdf(pdf())


def empty(document):
    del document.pages[0]


@pytest.mark.parametrize(
    "content",
    [pdf()[:200], b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", pdf(empty)],
    ids=["cut", "a head", "a head and a tail", "empty"],
)
def test_one_that_ends_too_early_or_has_no_page_is_refused(content):
    with pytest.raises(Unclean, match="unreadable"):
        clean_pdf(content)


def test_the_process_itself_answers_for_its_memory(monkeypatch):
    def none_left(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(pikepdf, "open", none_left)
    with pytest.raises(MemoryError):
        clean_pdf(pdf())

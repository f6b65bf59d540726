import zlib
from io import BytesIO

import pytest
from PIL import Image

from documents.cleaning import Unclean
from documents.cleaning import pictures as cleaner
from documents.cleaning.pictures import clean_picture
from tests.documents.files import photograph, picture


def opened(content):
    return Image.open(BytesIO(content))


def test_a_photograph_stands_upright_and_tells_neither_where_nor_by_whom():
    cleaned = clean_picture(photograph(), kind="jpeg")

    assert opened(cleaned).size == (20, 40)
    assert dict(opened(cleaned).getexif()) == {}
    for telling in (b"Exif", b"Bloggs", b"kitchen"):
        assert telling in photograph()
        assert telling not in cleaned


def test_what_hangs_behind_a_picture_is_gone():
    cleaned = clean_picture(picture("PNG") + b"<script>alert(1)</script>", kind="png")

    assert b"script" not in cleaned
    assert opened(cleaned).getpixel((0, 0)) == (200, 30, 30)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_pictures_of_every_make_come_through(mode):
    cleaned = clean_picture(picture("PNG", mode=mode), kind="png")

    assert opened(cleaned).size == (40, 20)


def test_a_colour_that_is_seen_through_stays_so():
    transparent = picture("PNG", mode="P", transparency=0)

    assert opened(clean_picture(transparent, kind="png")).getpixel((0, 0))[3] == 0


def test_a_picture_for_printers_becomes_one_for_screens():
    assert opened(clean_picture(picture("JPEG", mode="CMYK"), kind="jpeg")).mode == "RGB"


def test_a_broken_exif_block_costs_the_turn_and_not_the_picture():
    broken = (
        photograph().replace(b"Exif\0\0II", b"Exif\0\0XX").replace(b"Exif\0\0MM", b"Exif\0\0XX")
    )

    assert opened(clean_picture(broken, kind="jpeg")).size == (40, 20)


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch):
    monkeypatch.setattr(cleaner, "PIXELS", 799)
    with pytest.raises(Unclean, match="too_many_pixels"):
        clean_picture(picture(), kind="jpeg")


def chunk(kind, body):
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def test_a_decompression_bomb_is_refused():
    head = (60_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    packed = zlib.compress(b"\0" * 1000)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed)
    with pytest.raises(Unclean, match="too_many_pixels"):
        clean_picture(bomb, kind="png")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photograph()[:-200], "jpeg"),
        (picture("PNG")[:60], "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (picture("GIF"), "png"),
    ],
)
def test_a_picture_that_ends_too_early_or_is_none_is_refused(content, kind):
    with pytest.raises(Unclean, match="unreadable"):
        clean_picture(content, kind=kind)


def test_the_process_itself_answers_for_its_memory(monkeypatch):
    def none_left(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(Image, "open", none_left)
    with pytest.raises(MemoryError):
        clean_picture(picture(), kind="jpeg")

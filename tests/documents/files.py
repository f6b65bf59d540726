"""Files as people send them, and as nobody should."""

import zipfile
from io import BytesIO

import pikepdf  # noqa: TID253
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from documents.actions import take_in
from tests.moments import NOON

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RED, WHITE = (200, 30, 30), (255, 255, 255)


def picture(kind="JPEG", size=(40, 20), mode="RGB", **saved):
    out = BytesIO()
    Image.new(mode, size, RED if mode == "RGB" else None).save(out, kind, **saved)
    return out.getvalue()


def photograph():
    """A picture on its side, with the place where it was taken and who took it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "Jo Bloggs"
    exif[ExifTags.Base.GPSInfo] = {ExifTags.GPS.GPSLatitude: (51.0, 16.0, 12.0)}
    return picture(exif=exif, comment=b"kitchen of number nine")


def pdf(change=None, **saved):
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        document.docinfo["/Author"] = "Jo Bloggs"
        if change:
            change(document)
        document.save(out, **saved)
    return out.getvalue()


def rels(*relations):
    each = "".join(
        f'<Relationship Id="r{n}" Type="{DOC}/{kind}" Target="{target}"{more}/>'
        for n, (kind, target, more) in enumerate(relations)
    )
    return f'{HEAD}<Relationships xmlns="{RELS}">{each}</Relationships>'


OUTSIDE = ' TargetMode="External"'
PARTS = {
    "[Content_Types].xml": (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/word"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/core"/></Types>'
    ),
    "_rels/.rels": rels(
        ("officeDocument", "word/document.xml", ""),
        ("metadata/core-properties", "docProps/core.xml", ""),
    ),
    "docProps/core.xml": "<creator>Jo Bloggs</creator>",
    "docProps/custom.xml": "<matter>Bloggs against Doe</matter>",
    "customXml/item1.xml": "<folder>Bloggs</folder>",
    "word/people.xml": "<author>Jo Bloggs</author>",
    "word/document.xml": f'{HEAD}<w:document xmlns:w="{WORD}">What happened</w:document>',
    "word/_rels/document.xml.rels": rels(
        ("hyperlink", "https://example.org/", OUTSIDE),
        ("image", "https://spy.example/pixel.png", OUTSIDE),
        ("attachedTemplate", "https://spy.example/evil.dotm", OUTSIDE),
        ("customXml", "../customXml/item1.xml", ""),
    ),
    "word/media/image1.jpeg": photograph(),
    "word/media/image2.png": "no picture at all",
}


def docx(parts=None, without=(), comment=b"Bloggs"):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        archive.mkdir("word")
        for name, body in (PARTS | (parts or {})).items():
            if name not in without:
                archive.writestr(name, body)
    return out.getvalue()


def upload(content, name="statement.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def taken_in(world, content=None, name="statement.pdf", *, who="referrer", now=NOON):
    return take_in(upload(content or pdf(), name), by=world.actor(who), now=now)

"""Files as agencies send them, made here."""

import csv
import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = [
    "Crime No",
    "Offence",
    "Date of offence",
    "Victim Forename",
    "Victim Surname",
    "Victim DOB",
    "Victim mobile",
    "Suspect",
    "Notes",
]
JESSICA = [
    "46/1234/26",
    "Residential burglary",
    "03/06/2026",
    "Jessica",
    "Lane",
    "2 Feb 1998",
    "7700900123",
    "COX, Daniel",
    "He came in by the back door.",
]


def line(number, **changes):
    """Another line that is ready; `changes` by place."""
    cells = list(JESSICA)
    cells[0], cells[4] = f"46/{number:04d}/26", f"Lane-{number}"
    for place, text in changes.items():
        cells[int(place.removeprefix("c"))] = text
    return cells


REFUSED = line(7, c5="13/08/2026")
LOOK = line(8, c1="ZZ/99")


def csv_of(*rows, headings=HEADINGS, delimiter=",", encoding="utf-8"):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([headings, *rows])
    return written.getvalue().encode(encoding)


def upload(data, name="extract.csv"):
    return SimpleUploadedFile(name, data)


EXCEL_BEGINS = date(1899, 12, 30)
PACKAGE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Target="xl/workbook.xml" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Extract" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package'
    '/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/><Relationship '
    'Id="r2" Target="styles.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/styles"/></Relationships>',
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
    "</styleSheet>",
}
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    "{rows}</sheetData></worksheet>"
)


def cell_xml(place, value):
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - EXCEL_BEGINS).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    if isinstance(value, tuple):
        formula, shown = value
        return f'<c r="{place}" t="str"><f>{formula}</f><v>{shown}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def xlsx_of(*rows, headings=HEADINGS, hidden=(), sheet=None, **parts):
    """A small XLSX; rows whose number is in `hidden` are hidden; `parts` replace whole parts."""
    lines = []
    for number, row in enumerate([headings, *rows], start=1):
        cells = "".join(
            cell_xml(f"{chr(64 + at)}{number}", value) for at, value in enumerate(row, 1)
        )
        mark = ' hidden="1"' if number in hidden else ""
        lines.append(f'<row r="{number}"{mark}>{cells}</row>')
    content = {**PACKAGE, "xl/worksheets/sheet1.xml": sheet or SHEET.format(rows="".join(lines))}
    return packed({**content, **parts})


def packed(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return written.getvalue()

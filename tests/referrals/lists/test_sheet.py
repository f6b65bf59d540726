import random
from datetime import date, datetime

import pytest

from referrals.reading import limits, workbook
from referrals.reading.limits import MAX_BYTES, NotRead
from referrals.reading.sheet import read_sheet
from referrals.reading.workbook import in_words
from tests.referrals.lists.files import HEADINGS, JESSICA, PACKAGE, SHEET, csv_of, packed, xlsx_of

ANNA = "Surname,Forename\r\nM\u00fcller,Z\u00f6e\r\n"
READ = [["M\u00fcller", "Z\u00f6e"]]


def cells(data):
    return [line for _number, line in read_sheet(data).lines]


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1252", "windows-1252"),
    ],
)
def test_a_file_is_read_in_whatever_alphabet_it_was_written(encoding, read_as):
    sheet = read_sheet(ANNA.encode(encoding))

    assert (sheet.columns, [line for _, line in sheet.lines]) == (["Surname", "Forename"], READ)
    assert sheet.read_as == read_as


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_found(delimiter):
    data = csv_of(["Lane; the elder", "Jes,sica"], headings=["A", "B"], delimiter=delimiter)

    assert cells(data) == [["Lane; the elder", "Jes,sica"]]


def test_a_separator_that_the_file_names_is_taken():
    sheet = read_sheet(b"sep=|\r\nSurname|Forename\r\nLane|Jessica\r\n")

    assert sheet.lines == [(3, ["Lane", "Jessica"])]


DIRTY = {
    "quoted_newline": (b'A,B\n"one\ntwo",x\n', [["one\ntwo", "x"]]),
    "blank_lines": (b"\n\nA,B\n\n1,2\n,,\n\n3,4\n", [["1", "2"], ["3", "4"]]),
    "ragged": (b"A,B\n1\n1,2,3\n", [["1"], ["1", "2", "3"]]),
    "nul": (b"A,B\nx\0y,2\n", [["xy", "2"]]),
    "old_mac": (b"A,B\r1,2\r3,4\r", [["1", "2"], ["3", "4"]]),
    "one_column": (b"A\nx\n", [["x"]]),
    "inches": (b"A,B\n5'10\",x\n", [["5'10\"", "x"]]),
    "quote_inside": (b'A,B\n"a" b,x\n', [["a b", "x"]]),
    "formula": (b"A,B\n=1+1,@x\n", [["=1+1", "@x"]]),
    "spaces": (b"A,B\n  x  ,\xc2\xa0y\n", [["x", "y"]]),
    "rtl": ("A,B\n\u0645\u062d\u0645\u062f,x\n".encode(), [["\u0645\u062d\u0645\u062f", "x"]]),
    "combining": ("A,B\nJose\u0301,x\n".encode(), [["Jos\u00e9", "x"]]),
    "long_cell": (b"A,B\n" + b"x" * 10_000 + b",y\n", [["x" * 10_000, "y"]]),
    "control": (b"A,B\n\x07x\x1b,y\n", [["x", "y"]]),
    "undefined_in_windows": (b"A,B\n\x81\xe9,y\n", [["\ufffd\u00e9", "y"]]),
}


@pytest.mark.parametrize("what", DIRTY)
def test_a_dirty_file_is_read(what):
    data, expected = DIRTY[what]

    assert cells(data) == expected


def test_lines_are_numbered_as_a_spreadsheet_numbers_them():
    sheet = read_sheet(b'\nA,B\n"x\ny",1\n\nz,2\n')

    assert [number for number, _ in sheet.lines] == [3, 5]


def test_headings_are_named_once_and_blank_ones_by_their_place():
    assert read_sheet(b"Name,,Name,name,Name\na,b,c,d,e\n").columns == [
        "Name",
        "Column 2",
        "Name (2)",
        "name",
        "Name (3)",
    ]


def test_a_heading_is_cut_to_a_length_that_can_be_shown():
    assert read_sheet(b"x" * 200 + b",B\n1,2\n").columns == ["x" * 80, "B"]


OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPLIT = "Split it into smaller files."
DAMAGED = "The file is damaged, protected by a password, or not XLSX."
NEITHER = "The file is neither CSV nor XLSX. Save the list as one of these."
NO_HEADINGS = "The first row must hold the headings of the columns, not a referral."
FAR = (
    "The sheet reaches far beyond its list. Copy the list to a new file, without the empty rows "
    "and columns, and upload that."
)


def far_sheet(reference):
    return SHEET.format(rows=f'<row r="1"><c r="A1"><v>1</v></c></row><row>{reference}</row>')


REFUSED = {
    "empty": (b"", "The file is empty."),
    "only_a_mark": (b"\xef\xbb\xbf\r\n", "The file is empty."),
    "only_commas": (b",,,\n,,\n", "The file is empty."),
    "only_headings": (csv_of(), "The file has headings and no rows below them."),
    "pdf": (b"%PDF-1.7\n...", NEITHER),
    "excel_97": (OFFICE_97, NEITHER),
    "a_referral_first": (b"Jessica,Lane,jessica@example.org\nA,B,C\n", NO_HEADINGS),
    "a_date_first": (b"Jessica,Lane,02/02/1998\nA,B,C\n", NO_HEADINGS),
    "open_quotation": (
        b'A,B\n1,2\n"3,4\n5,6\n',
        "A quotation mark opens on line 3 of the file and is never closed.",
    ),
    "huge_cell": (
        b'A,B\n"' + b"x" * 140_000 + b'",2\n',
        "A cell near row 2 is too long.",
    ),
    "too_large": (
        b"A,B\n" + b"x" * MAX_BYTES,
        "The file is larger than 5 MB. Split the list into smaller files.",
    ),
    "too_many_rows": (
        b"A,B\n" + b"1,2\n" * 10_001,
        f"The list has more than 10,000 rows. {SPLIT}",
    ),
    "too_many_columns": (
        b",".join([b"x"] * 101) + b"\n1\n",
        "The list has more than 100 columns. Remove those that are not needed.",
    ),
    "cut_package": (xlsx_of(JESSICA)[:200], DAMAGED),
    "no_package": (b"PK\x03\x04 and then some words", DAMAGED),
    "no_workbook": (packed({"word/document.xml": "<w/>"}), DAMAGED),
    "no_sheet": (packed({**PACKAGE, "xl/workbook.xml": "<workbook><sheets/></workbook>"}), DAMAGED),
    "bomb": (
        packed({**PACKAGE, "xl/worksheets/sheet1.xml": "0" * 61 * 1024 * 1024}),
        "The file unpacks to more than 60 MB, which no list of people needs.",
    ),
    "far_cell": (xlsx_of(sheet=far_sheet('<c r="XFD1048576"><v>1</v></c>')), FAR),
    "far_cell_spread": (xlsx_of(sheet=far_sheet('<c  s="1"\n r = "XFD1048576"><v>1</v></c>')), FAR),
    "no_such_column": (xlsx_of(sheet=far_sheet('<c r="ABCDE1"><v>1</v></c>')), FAR),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_list_is_refused_with_a_sentence(what):
    data, sentence = REFUSED[what]

    with pytest.raises(NotRead) as refused:
        read_sheet(data)

    assert str(refused.value) == sentence


def test_as_much_as_the_limits_allow_is_taken():
    sheet = read_sheet(b",".join([b"x"] * 100) + b"\n" + b"1,2\n" * 10_000)

    assert (len(sheet.columns), len(sheet.lines)) == (100, 10_000)


def test_a_workbook_gives_days_as_days_and_numbers_without_a_point():
    sheet = read_sheet(
        xlsx_of(
            [date(2026, 3, 27), 7700900123, 1.5, True, False, ("1+1", "two"), " x "],
            headings=["When", "Mobile", "Score", "Safe", "Told", "Sum", "Name"],
        )
    )

    assert sheet.lines == [(2, ["2026-03-27", "7700900123", "1.5", "yes", "no", "two", "x"])]
    assert sheet.read_as == "xlsx"


def test_hidden_rows_count_and_empty_ones_keep_their_number():
    sheet = read_sheet(xlsx_of(["a"], [], ["b"], headings=["Name"], hidden=(2,)))

    assert sheet.lines == [(2, ["a"]), (4, ["b"])]


def test_a_moment_keeps_its_hour_and_midnight_is_a_day():
    assert in_words(datetime(2026, 3, 27, 14, 30)) == "2026-03-27 14:30"  # noqa: DTZ001
    assert in_words(datetime(2026, 3, 27)) == "2026-03-27"  # noqa: DTZ001


def test_a_far_cell_is_seen_wherever_a_chunk_ends(monkeypatch):
    data = xlsx_of(sheet=far_sheet('<c r="XFD1048576"><v>1</v></c>'))

    for size in range(40, 80):
        monkeypatch.setattr(workbook, "CHUNK", size)
        with pytest.raises(NotRead, match="far beyond"):
            read_sheet(data)


def test_a_workbook_that_somebody_altered_is_read_or_refused_and_never_falls_over():
    chance, good = random.Random(3), xlsx_of(*[JESSICA] * 5)
    seen = set()
    for _ in range(300):
        bad = bytearray(good)
        for _change in range(chance.randint(1, 4)):
            bad[chance.randrange(4, len(bad))] = chance.randrange(256)
        try:
            seen.add(read_sheet(bytes(bad)).read_as)
        except NotRead:
            seen.add("refused")

    assert seen == {"xlsx", "refused"}


def test_any_bytes_are_read_or_refused():
    chance = random.Random(4)
    for _ in range(300):
        data = bytes(chance.choices(b'ab,;\t"\n\r\0\xff\xe9=', k=chance.randint(1, 60)))
        try:
            sheet = read_sheet(data)
        except NotRead:
            continue
        assert len(set(sheet.columns)) == len(sheet.columns)


def test_the_limits_are_those_that_the_sentences_name():
    assert (limits.MAX_BYTES, limits.MAX_ROWS, limits.MAX_COLUMNS) == (5 * 2**20, 10_000, 100)
    assert read_sheet(csv_of(JESSICA)).columns == HEADINGS

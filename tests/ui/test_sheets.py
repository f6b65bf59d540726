import csv
import io

import pytest

from ui.sheets import csv_file, harmless


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|cmd", "%0A=1", " =1", "\uff1d1"],
)
def test_what_would_be_calculated_is_quoted(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Lane", "1=1", "27/03/2026", "M\u00fcller", "a-b"])
def test_anything_else_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_a_file_opens_in_the_right_letters_and_keeps_lines_and_quotation_marks():
    rows = [["Row", "Name"], ["2", 'M\u00fcller "Z"\nand, more'], ["3", "=1"]]

    content = csv_file(rows)

    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [*rows[:2], ["3", "'=1"]]

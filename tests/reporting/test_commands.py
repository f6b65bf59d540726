import json
import sys
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from reporting.models import Document
from rjcase import clock
from tests.factories.referrals import ReferralFactory
from tests.reporting.reports import PREPARED, PUBLISHED, drawn, published
from tests.reporting.rows import FIRST


@pytest.fixture(autouse=True)
def mid_october():
    with clock.fixed_at(PREPARED):
        yield


def said(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_build_report_writes_a_draft_of_todays_figures(world, tmp_path):
    out = tmp_path / "kent.pdf"
    words = said("build_report", "kent", "2026-27-Q2", "--out", str(out))
    content = out.read_bytes()
    assert words == f"{out}: a draft, not published, {len(content):,} bytes\n"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert "Draft, not published" in text


def test_build_report_writes_the_stored_bytes_once_published(world, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = published(world)
    drawn(world, now=PUBLISHED)
    words = said("build_report", "kent", "2026-27-Q2")
    stored = bytes(Document.objects.get(report=report).content)
    assert (tmp_path / "kent-2026-27-Q2.pdf").read_bytes() == stored
    assert words.startswith("kent-2026-27-Q2.pdf: published, version 1, ")


def test_a_published_report_that_is_not_drawn_yet_is_written_as_a_draft(world, tmp_path):
    published(world)
    out = tmp_path / "kent.pdf"
    assert "a draft, not published" in said("build_report", "kent", "2026-27-Q2", "--out", str(out))


def test_build_report_says_what_is_missing(world, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(CommandError, match="The PDF engine is not installed"):
        call_command("build_report", "kent", "2026-27-Q2", "--out", str(tmp_path / "kent.pdf"))


def test_build_report_says_where_it_cannot_write(world, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        call_command("build_report", "kent", "2026-27-Q2", "--out", str(tmp_path))


@pytest.mark.parametrize("command", ["build_report", "report_figures"])
@pytest.mark.parametrize(
    ("area", "period", "sentence"),
    [
        ("nowhere", "2026-27-Q2", "There is no live area “nowhere”"),
        ("kent", "2026-Q2", "“2026-Q2” is not a quarter"),
    ],
)
def test_a_wrong_argument_gets_a_sentence(world, command, area, period, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command(command, area, period)


def test_report_figures_prints_the_services_own_figures(world):
    ReferralFactory(area=world.kent, received_at=FIRST)
    ReferralFactory(area=world.avon, received_at=FIRST)
    figures = json.loads(said("report_figures", "kent", "2026-27-Q2", "--json"))
    assert figures["counts"]["referrals"] == 1
    assert figures["about"]["issued_on"] == "2026-10-14"


def test_report_figures_prints_what_suppression_leaves(world):
    ReferralFactory(area=world.kent, received_at=FIRST)
    text = said("report_figures", "kent", "2026-27-Q2", "--json", "--published")
    assert json.loads(text)["counts"]["referrals"] == {
        "value": None,
        "shown": "fewer than 5",
        "hidden": True,
    }


def test_report_figures_prints_for_people_too(world):
    assert '  "cases_opened": 0,' in said("report_figures", "kent", "2026-27-Q2").splitlines()

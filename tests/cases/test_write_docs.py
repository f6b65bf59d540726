import pytest
from django.core.management import CommandError, call_command

from rjcase.management.commands.write_docs import text


def test_the_committed_page_says_what_the_tables_say():
    call_command("write_docs", check=True)


def test_a_stale_page_is_told_and_written_anew(tmp_path, capsys):
    page = tmp_path / "pipeline.md"
    with pytest.raises(CommandError, match="pipeline.md is stale"):
        call_command("write_docs", check=True, to=str(tmp_path))
    page.write_text("Something old")
    with pytest.raises(CommandError, match="pipeline.md is stale"):
        call_command("write_docs", check=True, to=str(tmp_path))

    call_command("write_docs", to=str(tmp_path))

    assert page.read_text() == text()
    call_command("write_docs", check=True, to=str(tmp_path))


def test_every_step_and_every_stage_is_on_the_page():
    assert "| Assessment | Preparation | Move to preparation |" in text()
    assert "assessment -->|Move to preparation| preparation" in text()
    assert "| To triage | Accepted |" in text()

import socket
import tempfile
from pathlib import Path

import pytest

from rjcase.local import ports, stamps
from rjcase.local.accounts import own_account
from rjcase.local.home import held, make_home, socket_folder, usual_home
from rjcase.local.refusals import CannotStart
from rjcase.local.say import card


def test_state_lies_in_the_checkout(tmp_path, monkeypatch):
    monkeypatch.delenv("RJCASE_HOME", raising=False)
    assert usual_home(tmp_path, own_account()) == tmp_path / ".local"


def test_the_environment_says_where_state_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("RJCASE_HOME", str(tmp_path / "elsewhere"))
    assert usual_home(tmp_path, own_account()) == tmp_path / "elsewhere"


def test_a_second_run_in_the_same_home_is_refused(tmp_path):
    second = held(tmp_path)
    with held(tmp_path), pytest.raises(CannotStart, match=r"another \./rj runs in"), second:
        pass


def test_a_run_that_stopped_by_itself_leaves_nothing_to_wait_for(tmp_path):
    with held(tmp_path):
        pass
    with held(tmp_path) as untidy:
        assert not untidy


def test_a_run_that_was_killed_is_noticed(tmp_path):
    (tmp_path / "lock").write_text("12345")
    with held(tmp_path) as untidy:
        assert untidy


def test_a_home_that_is_a_file_gets_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match="cannot be written"):
        make_home(tmp_path / "file", own_account())


def test_a_socket_far_down_gets_a_short_folder(tmp_path):
    folder = socket_folder(tmp_path / ("d" * 120), "postgres", own_account())
    folder.rmdir()
    assert folder.parent == Path(tempfile.gettempdir())


def test_a_port_in_use_gets_one_sentence():
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"port {port} is in use"):
            ports.refuse_taken(port)


@pytest.mark.parametrize("said", ["web", "0", "70000", "-1", "8000.5"])
def test_a_port_that_is_none_gets_one_sentence(said, monkeypatch):
    monkeypatch.setenv("PORT", said)
    with pytest.raises(CannotStart, match="it must be a number from 1 to 65535"):
        ports.chosen_port()


def test_the_card_says_when_state_is_elsewhere(tmp_path):
    told = card(address="http://127.0.0.1:8000/", home=tmp_path / "a", checkout=tmp_path / "b")
    assert "(outside of this folder)" in told


def test_a_changed_file_is_prepared_again(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "runtime.lock").touch()
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "__init__.py").touch()
    before = stamps.code_fingerprint(tmp_path)
    (tmp_path / "cases" / "models.py").write_text("class Case: ...")
    assert stamps.code_fingerprint(tmp_path) != before

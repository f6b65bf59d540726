import subprocess

from django.conf import settings

from rjcase.local.environment import (
    database_url,
    make_environment,
    read_environment,
    write_environment,
)


def values(home, **kept):
    return make_environment(
        home=home,
        mode="local",
        postgres=home / "my postgres",
        valkey=home / "valkey.sock",
        address="http://127.0.0.1:8000",
        kept=kept,
    )


def test_the_file_reads_back_as_it_was_written(tmp_path):
    written = values(tmp_path / "a 'folder' & more")
    write_environment(tmp_path / "env", written)
    assert read_environment(tmp_path / "env") == written


def test_a_shell_reads_the_file_with_set_a(tmp_path):
    written = values(tmp_path / "a 'folder' & more")
    write_environment(tmp_path / "env", written)
    script = f". {tmp_path}/env; printf '%s' \"$RJCASE_HOME\""
    said = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == written["RJCASE_HOME"]


def test_the_file_is_for_its_owner_alone(tmp_path):
    write_environment(tmp_path / "env", values(tmp_path))
    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600


def test_keys_are_made_once_and_kept(tmp_path):
    first = values(tmp_path)
    again = values(tmp_path, **first)
    assert again == first


def test_two_homes_have_different_keys(tmp_path):
    one, other = values(tmp_path), values(tmp_path)
    assert one["RJCASE_FIELD_KEY"] != other["RJCASE_FIELD_KEY"]


def test_a_socket_in_a_folder_with_a_space_is_escaped(tmp_path):
    assert database_url("rj_app", tmp_path / "a b") == (
        f"postgres://rj_app@/rjcase?host={tmp_path}/a%20b"
    )


def test_the_tests_themselves_do_not_run_as_the_owner(db):
    assert settings.DATABASES["default"]["USER"] == "rj_app"

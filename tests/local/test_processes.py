import re
from pathlib import Path

import pytest
import yaml

from rjcase.local.processes import PREPARATIONS, PROCESSES
from rjcase.local.run import environment_of

ROOT = Path(__file__).parents[2]
ENV = {
    "DATABASE_URL": "as the web",
    "DATABASE_WORKER_URL": "as the worker",
    "DATABASE_OWNER_URL": "as the owner",
    "REDIS_URL": "unix:///valkey.sock",
}


@pytest.fixture
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.name)
def test_containers_run_the_commands_of_the_local_run(services, process):
    wanted = process.arguments(home="/var/lib/rjcase", bind="0.0.0.0:8000")
    assert services[process.name]["command"] == wanted


def test_there_is_a_container_for_each_process_and_each_server(services):
    servers = {"database", "redis", "mail", "migrate"}
    assert set(services) == servers | {process.name for process in PROCESSES}


def test_the_migrating_container_prepares_as_the_local_run_does(services):
    wanted = " && ".join(" ".join(command) for command in PREPARATIONS)
    assert services["migrate"]["command"] == ["sh", "-c", wanted]


def test_only_the_migrating_container_knows_the_owner(services):
    knowing = [name for name, it in services.items() if "DATABASE_OWNER_URL" in str(it)]
    assert knowing == ["migrate"]


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.name)
def test_each_container_connects_in_the_role_of_its_process(services, process):
    role = "rj_worker" if process.connects_by == "DATABASE_WORKER_URL" else "rj_app"
    url = services[process.name]["environment"]["DATABASE_URL"]
    assert url.startswith(f"postgres://{role}:")


def test_a_process_knows_no_other_way_into_the_database():
    ways = {process.name: environment_of(process, ENV) for process in PROCESSES}
    rest = {"REDIS_URL": "unix:///valkey.sock"}
    assert ways == {
        "web": {"DATABASE_URL": "as the web", **rest},
        "worker": {"DATABASE_URL": "as the worker", **rest},
        "beat": {"DATABASE_URL": "as the web", **rest},
    }


def test_the_image_does_not_run_as_root():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER rjcase"]


def test_the_example_names_every_variable_of_the_settings():
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = {line.partition("=")[0] for line in lines if not line.startswith("#")}
    settings = (ROOT / "rjcase" / "settings.py").read_text()
    read = re.findall(r'(?:env\.\w+|from_environment)\(\s*"([A-Z_]+)"', settings)
    assert sorted(set(read) - example) == []

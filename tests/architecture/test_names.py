import ast
import json
import re
from importlib.util import find_spec

from tests.architecture.source import APPS, ROOT, known_files, modules, name, tree

EMPTY_WORDS = {"core", "common", "utils", "util", "base", "helpers", "services", "managers"}
NAMED_BY_DJANGO = {"rjcase/database/base.py": "Django finds a database backend by this name"}
CLOCKS = {
    "rjcase/clock.py": "the seam",
    "rjcase/local/tools.py": "the name of a backup's file",
}
NOW = re.compile(r"\b(timezone\.now|datetime\.now|datetime\.utcnow|date\.today|time\.time)\b")
HOSTS = re.compile(
    r"\b(pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|ghcr\.io|quay\.io)\b"
)
THIS_MACHINE = re.compile(r"/work/(main|tmp|shared)\b")
CLOCK_USERS = re.compile(r"(views|api|handlers|tasks|management|middleware|sessions|door|demo)")


def test_no_module_has_an_empty_name():
    empty = {
        name(file)
        for file in modules(*APPS, "rjcase")
        if {file.stem, file.parent.name} & EMPTY_WORDS
    }

    assert empty == set(NAMED_BY_DJANGO)


def test_time_enters_through_one_seam():
    reading = {
        name(file) for file in modules(*APPS, "rjcase") if NOW.search(ast.unparse(tree(file)))
    }

    assert reading == set(CLOCKS)


def test_nothing_below_the_doors_asks_the_clock():
    asking = [
        name(file)
        for file in modules(*APPS)
        if "rjcase" in file.read_text(encoding="utf-8")
        and any(
            isinstance(node, ast.ImportFrom) and node.module in {"rjcase", "rjcase.clock"}
            for node in ast.walk(tree(file))
        )
        and not CLOCK_USERS.search(name(file))
    ]

    assert asking == []


def test_psycopg_3_cannot_be_imported():
    assert find_spec("psycopg") is None


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    naming = [
        name(file)
        for file in known_files()
        if file.name != "test_names.py"
        and (
            HOSTS.search(text := file.read_text(encoding="utf-8", errors="replace"))
            or THIS_MACHINE.search(text)
        )
    ]

    assert naming == []


def test_the_lock_of_the_front_end_names_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))

    assert [key for key, package in lock["packages"].items() if "resolved" in package] == []


def test_every_verb_of_the_audit_is_a_noun_and_what_happened():
    verbs = {
        node.args[0].value
        for file in modules(*APPS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == "record"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert {verb for verb in verbs if not re.fullmatch(r"[a-z_]+\.[a-z_]+", verb)} == set()

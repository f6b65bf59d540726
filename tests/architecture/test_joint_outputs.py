"""What both sides read is made of types that have no place for a way to reach anybody.

The ways themselves are columns of the tables below. Every other structure of the program that is
handed to a page, a document or a message is looked through: neither its fields nor those of what
it holds may be such a table or carry such a name.
"""

import dataclasses
import importlib
import typing

from cases.models import Participant
from cases.models.safe_contact import SafeContact
from cases.queries.activities import OneSide
from people.models import ContactPoint
from people.monitoring import Asked
from people.ways import Way
from tests.architecture.source import ROOT, modules, name

WAYS = {
    "email",
    "telephone",
    "phone",
    "mobile",
    "address",
    "postcode",
    "code_phrase",
    "who_may_answer",
    "contact_points",
}
NOT_OF_THE_PARTIES = {
    "people.sending.Address": "the one thing that sends: asked for at the moment of sending",
}
FOLDERS = ("cases", "people")


def structures():
    """Every dataclass of the apps that know both sides, with its own name."""
    for file in modules(*FOLDERS):
        module = importlib.import_module(name(file).removesuffix(".py").replace("/", "."))
        for cls in vars(module).values():
            if not isinstance(cls, type) or not dataclasses.is_dataclass(cls):
                continue
            if cls.__module__ == module.__name__:
                yield f"{module.__name__}.{cls.__name__}", cls


def held_by(cls):
    """The names of its fields, and the classes that stand in their types."""
    try:
        hints = typing.get_type_hints(cls)
    except NameError:  # a name that is imported for type checkers alone
        hints = {}
    for field in dataclasses.fields(cls):
        yield field.name, set(classes_in(hints.get(field.name, object)))


def classes_in(hint):
    if isinstance(hint, type):
        yield hint
    for part in hint if isinstance(hint, list) else typing.get_args(hint):
        yield from classes_in(part)


def test_no_structure_of_a_case_has_a_field_for_a_way_to_reach_somebody():
    found = {
        f"{called}.{field}"
        for called, cls in structures()
        for field, kinds in held_by(cls)
        if called not in NOT_OF_THE_PARTIES and (field in WAYS or ContactPoint in kinds)
    }

    assert found == set()


def test_no_exception_is_stale():
    assert set(NOT_OF_THE_PARTIES) <= {called for called, _cls in structures()}


def test_what_one_side_is_told_of_the_other_is_a_name_a_side_and_a_status():
    assert [field.name for field in dataclasses.fields(OneSide)] == [
        "key",
        "name",
        "side",
        "side_code",
        "status",
    ]


def test_what_may_be_said_of_safe_contact_is_not_how_to_reach_anybody():
    told = {field.name for cls in (SafeContact, Way, Asked) for field in dataclasses.fields(cls)}

    assert told == {
        "may_contact",
        "contacts_us",
        "line",
        "ways",
        "key",
        "kind",
        "use",
        "texts",
        "texts_alone",
        "voicemail",
        "times",
        "recorded_by",
        "at",
        "why_not",
    }
    columns = {field.name for field in Participant._meta.get_fields()}
    assert columns & WAYS == set()


def test_only_the_pages_behind_a_logged_button_print_a_way():
    """`point.value` and its kin, wherever a page prints them."""
    printing = {
        file.relative_to(ROOT / "templates").as_posix()
        for file in (ROOT / "templates").rglob("*.html")
        if "point.value" in file.read_text() or "point.code_phrase" in file.read_text()
    }

    assert printing == {"cases/work/reveal.html", "referrals/contact_details.html"}

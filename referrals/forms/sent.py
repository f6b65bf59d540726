"""What was sent, as staff read it: without the answers that a reveal shows and records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import translation

from people.models import ContactPoint
from referrals.models import Incident, Submission
from referrals.reading.columns import guessed
from referrals.stages import Channel, Side

from . import staff_person
from .public.contact import SafeForm
from .tasks.party import ReachForm, WriteForm

OFFICER = "officer_email"
REACHED_BY = ("telephone", "email", "address", "postcode")
OF_THE_API = ("Way to reach them", "Number or address", "Code phrase")
"""What the schema calls them; its answers are kept in the language of the service."""
AN_EMAIL = re.compile(r"\S+@\S+\.\S+")
A_TELEPHONE = re.compile(r"\+?[\d\s()-]{10,20}")
LONG, SHORT, SHORTEST_PART = 300, 120, 5


@dataclass(frozen=True, slots=True)
class Told:
    """One question and its answer; a story stands closed."""

    question: str
    answer: str
    is_story: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that stand under one heading: of one person, or with none those of the referral."""

    heading: str
    rows: list[Told]


@dataclass(frozen=True, slots=True)
class Known:
    """The ways to reach the people of a referral, and what goes with them, in letters and digits
    alone.
    """

    ways: frozenset[str]
    beside: frozenset[str]

    @classmethod
    def of(cls, points: Iterable[ContactPoint]) -> Known:
        ways, beside = set(), set()
        for point in points:
            ways.add(plain(point.value))
            told = (point.safe_times, point.who_may_answer, point.code_phrase or "")
            beside |= {plain(text) for text in told}
        return cls(frozenset(ways - {""}), frozenset(beside - {""}))

    def tells(self, answer: str) -> bool:
        """A short answer with a way anywhere in it; a story is read as it is, like the account."""
        text = plain(answer)
        return text in self.beside or (
            len(answer) <= SHORT and any(one in text or _is_part(text, one) for one in self.ways)
        )


def _is_part(text: str, way: str) -> bool:
    """A street or a postcode of an address: in a list each stands in a cell of its own."""
    return len(text) >= SHORTEST_PART and text in way


def read(
    submission: Submission, *, incidents: Iterable[Incident], points: Iterable[ContactPoint]
) -> tuple[list[Group], int]:
    """The answers under their headings, and how many were left out as ways to reach somebody."""
    stories = {one.account for one in incidents} | {one.risks_told or "" for one in incidents}
    known = Known.of(points)
    pairs = [(str(question), str(answer)) for question, answer in json.loads(submission.as_sent)]
    headings = reaching_headings(submission, [question for question, _answer in pairs])
    kept = [
        (question, answer)
        for question, answer in pairs
        if question not in headings and not reaches(question, answer, known)
    ]

    def is_story(text: str) -> bool:
        return bool(text) and (text in stories or len(text) > LONG)

    groups = [
        Group(heading, [Told(one, text, is_story(text)) for one, text in rows])
        for heading, rows in grouped(kept)
    ]
    return groups, len(pairs) - len(kept)


def grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Answers that follow one another about the same, "Person harmed: First name", together."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for question, answer in pairs:
        heading, colon, rest = question.rpartition(": ")
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append((rest if colon else question, answer))
    return groups


def plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def reaches(question: str, answer: str, known: Known) -> bool:
    """Whether an answer says how somebody is reached: by what was asked, or by what it is."""
    asked = set(question.split(": "))
    if any(part.startswith(OF_THE_API) for part in asked) or asked & contact_questions():
        return True
    return known.tells(answer) or is_a_way(answer)


def is_a_way(answer: str) -> bool:
    """Whether the whole answer is an email address or a telephone number."""
    return any(one.fullmatch(answer.strip()) for one in (AN_EMAIL, A_TELEPHONE))


def reaching_headings(submission: Submission, headings: list[str]) -> set[str]:
    """Of a list, the agency's own headings that name a way to reach somebody."""
    if submission.channel not in {Channel.LIST, Channel.TRANSFER}:
        return set()
    return {
        one
        for one in headings
        for code in guessed([one])
        if code != OFFICER and code.rpartition("_")[2] in REACHED_BY
    }


@cache
def contact_questions() -> frozenset[str]:
    """How the doors ask for ways to reach somebody and what goes with them, in every language."""
    found: set[str] = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= set(_labels())
    return frozenset(found)


def _labels() -> Iterator[str]:
    for form in (ReachForm, WriteForm, SafeForm):
        yield from (
            str(field.label) for name, field in form.base_fields.items() if name != "contact"
        )
    asked = staff_person.questions(Side.HARMED)
    for name in (*staff_person.REACHING, "other_telephone"):
        if name != "contacts_us":
            yield str(asked[f"{Side.HARMED.value}_{name}"].label)

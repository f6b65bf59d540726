"""The journey as data: which questions, in which order, asked of whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from referrals.actions.told_by_public import NO_CHANNEL, Answers

from .asking import PublicForm
from .contact import ContactForm, SafeForm
from .matter import ReportedForm, WhatForm, WhenForm
from .place import (
    DistrictForm,
    ForceForm,
    WhereForm,
    WhichDistrictForm,
    is_unclear,
    needs_force,
)
from .rest import HelpForm, MoreForm
from .who import AgeForm, NameForm, SideForm, ThemForm, WhoForm

Asks = Callable[[Answers], bool]


def everybody(answers: Answers) -> bool:
    return True


def for_somebody_else(answers: Answers) -> bool:
    return answers.get("you", {}).get("who") in {"family", "other"}


def by_district(answers: Answers) -> bool:
    return answers.get("where", {}).get("by") == "district"


def may_be_contacted(answers: Answers) -> bool:
    return NO_CHANNEL not in answers.get("contact", {}).get("channels", ())


@dataclass(frozen=True, slots=True)
class Question:
    """One page. A new answer to it makes those of `resets` be asked again."""

    slug: str
    form: type[PublicForm]
    asked: Asks = everybody
    resets: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What the page asks, where the check says that it was left empty."""
        return str(self.form.title or self.form.base_fields[self.form.heads].label)


JOURNEY = (
    Question("you", WhoForm),
    Question("side", SideForm, for_somebody_else),
    Question("reported", ReportedForm),
    Question("what", WhatForm),
    Question("when", WhenForm),
    Question("where", WhereForm, resets=("which-district",)),
    Question("district", DistrictForm, by_district),
    Question("which-district", WhichDistrictForm, is_unclear, resets=("force",)),
    Question("force", ForceForm, needs_force),
    Question("name", NameForm),
    Question("them", ThemForm, for_somebody_else),
    Question("age", AgeForm),
    Question("contact", ContactForm, resets=("safe",)),
    Question("safe", SafeForm, may_be_contacted),
    Question("help", HelpForm),
    Question("more", MoreForm),
)
PLACES = frozenset({"where", "district", "which-district", "force"})


def asked_of(answers: Answers) -> list[Question]:
    """The questions that these answers leave to be asked, answered or not."""
    return [question for question in JOURNEY if question.asked(answers)]


def first_open(answers: Answers) -> Question | None:
    """The first question without an answer; none where all is told."""
    return next((one for one in asked_of(answers) if one.slug not in answers), None)


def open_so_far(answers: Answers) -> list[Question]:
    """What was answered and the one after it: nobody skips ahead by an address."""
    questions, found = asked_of(answers), []
    for question in questions:
        found.append(question)
        if question.slug not in answers:
            break
    return found


def with_answer(answers: Answers, question: Question, told: dict[str, object]) -> Answers:
    kept = {slug: old for slug, old in answers.items() if slug not in question.resets}
    return {**kept, question.slug: told}


def to_send(answers: Answers) -> Answers:
    """Without what was answered on a way that was left again."""
    return {one.slug: answers[one.slug] for one in asked_of(answers)}


def as_sent(answers: Answers) -> list[tuple[str, str]]:
    """What the submission keeps: all but ways to reach somebody, which only a reveal shows."""
    found: list[tuple[str, str]] = []
    for one in asked_of(answers):
        form = one.form(answers=answers)
        told = answers[one.slug]
        open_ones = {name: value for name, value in told.items() if name not in form.private}
        found += form.pairs(open_ones)
    return found


def sections(answers: Answers) -> list[tuple[Question, list[tuple[str, str]]]]:
    """Each question that was asked with its answers in words, for checking and for keeping."""
    return [(one, one.form(answers=answers).pairs(answers[one.slug])) for one in asked_of(answers)]

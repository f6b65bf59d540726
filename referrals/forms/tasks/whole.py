"""A draft as its forms: how far each task is, everything on one page, and what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Answer
from referrals.actions import IncidentTold, ReferrerTold
from referrals.forms.as_sent import in_words
from referrals.queries.drafted import DraftReferral
from referrals.sides import PARTY_FOR
from referrals.stages import Channel, Side
from ui.words import say

from .one import Party, form_data
from .pages import AgreementForm, Asked, HappenedForm, RiskForm, SentenceForm, TaskForm, YouForm
from .sides import HarmedSideForm, PartySideForm, ResponsibleSideForm, SideForm

TASKS: dict[str, type[TaskForm]] = {
    "you": YouForm,
    "incident": HappenedForm,
    "agreement": AgreementForm,
    "risk": RiskForm,
    "sentence": SentenceForm,
}
SIDES: dict[str, type[SideForm]] = {
    Side.HARMED.value: HarmedSideForm,
    Side.RESPONSIBLE.value: ResponsibleSideForm,
}
ORDER = ("you", "incident", "harmed", "responsible", "agreement", "risk", "sentence")
TITLES: dict[str, str | Promise] = {
    "you": gettext_lazy("About you"),
    "incident": gettext_lazy("What happened"),
    "agreement": gettext_lazy("Agreement to be referred"),
    "risk": gettext_lazy("Risk and safety"),
    "sentence": gettext_lazy("Sentence and release"),
}
COMPLETED, STARTED, UNTOUCHED = "completed", "started", "untouched"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page of everything: each question with its answer, and the page about a person
    on which it is changed.
    """

    task: str
    title: str
    answers: list[tuple[str, str, str]]
    person: Party | None = None


@dataclass(frozen=True)
class Whole:
    """What a draft holds, asked by the forms anew."""

    referral: DraftReferral
    by: Asked
    words: Mapping[str, str | Promise]

    @cached_property
    def asked(self) -> Asked:
        return replace(self.by, mediation=self.referral.is_mediation)

    @cached_property
    def forms(self) -> dict[str, TaskForm]:
        return {name: self.form(name, form_data(self.referral.task(name))) for name in ORDER}

    @cached_property
    def parties(self) -> list[Party]:
        return [Party(one, self.asked) for one in self.referral.people]

    def side(self, side: str) -> list[Party]:
        return [one for one in self.parties if one.drafted.side == side]

    def form(self, task: str, data: QueryDict | None) -> TaskForm:
        """The page of one task with these answers."""
        if task in SIDES:
            side = PartySideForm if self.asked.mediation else SIDES[task]
            return side(data, asked=self.asked, named=len(self.referral.side(task)))
        return TASKS[task](data, asked=self.asked)

    def title(self, task: str) -> str:
        if task in SIDES:
            return say(self.words, self.word(task), plural=True, capital=True)
        return str(TITLES[task])

    def word(self, task: str) -> str:
        """The key of the word for those whom the task of a side names."""
        return PARTY_FOR[task].value if self.asked.mediation else task

    def state(self, task: str) -> str:
        """How far a task is: a code of COMPLETED, STARTED or UNTOUCHED."""
        page, people = self.referral.task(task), self.side(task)
        if page.answers is None and not people:
            return UNTOUCHED
        finished = page.done and self.forms[task].is_valid() and all(one.is_done for one in people)
        return COMPLETED if finished else STARTED

    @cached_property
    def is_ready(self) -> bool:
        """Whether it can be checked and sent: each task is completed and somebody is named."""
        return bool(self.parties) and all(self.state(task) == COMPLETED for task in ORDER)

    @property
    def names_nobody(self) -> bool:
        """Whether all is done and yet there is nobody to speak with."""
        return not self.parties and all(self.state(task) == COMPLETED for task in ORDER)

    @property
    def is_agreed(self) -> bool:
        form = self.forms["agreement"]
        return form.is_valid() and form.cleaned_data["agreed"] == Answer.YES

    def sections(self) -> Iterator[Section]:
        """Everything that was answered, in the order of the tasks."""
        for task in ORDER:
            yield Section(task, self.title(task), _answered(self.forms[task], ""))
            people = self.side(task)
            for number, one in enumerate(people, start=1):
                which = say(self.words, self.word(task), capital=True)
                title = f"{which} {number}" if len(people) > 1 else which
                answers = [row for page, form in one.forms.items() for row in _answered(form, page)]
                yield Section(task, title, answers, person=one)

    def as_sent(self, documents: Sequence[str]) -> list[tuple[str, str]]:
        """Each question with its answer: what the submission keeps for ever."""
        pairs = [
            (f"{section.title}: {question}" if section.task in SIDES else question, answer)
            for section in self.sections()
            for question, answer, _page in section.answers
        ]
        return [*pairs, (_("Documents"), ", ".join(documents))]

    def told(self, documents: Sequence[str]) -> dict[str, Any]:
        """What `submit_referral` takes beside the moment; the draft must be ready."""
        you, agreed = self.forms["you"].cleaned_data, self.forms["agreement"].cleaned_data
        return {
            "source": you["source"],
            "channel": Channel.WEB,
            "initiator": agreed["initiator"],
            "incident": self._incident(),
            "people": [told for one in self.parties for told in one.told()],
            "referrer": ReferrerTold(
                name=you["referrer_name"],
                email=you["referrer_email"],
                telephone=you["referrer_telephone"],
                agreed=agreed["agreed"],
                agreed_on=agreed["agreed_on"],
                other_side_knows=agreed["other_side_knows"],
            ),
            "as_sent": self.as_sent(documents),
        }

    def _incident(self) -> IncidentTold:
        happened, risk = self.forms["incident"].cleaned_data, self.forms["risk"].cleaned_data
        happened = {name: value for name, value in happened.items() if name != "about"}
        law = self.forms["sentence"].cleaned_data
        responsible: Any = self.forms["responsible"]
        known = ("reported", "justice_stage", "proceedings_live")
        return IncidentTold(
            **happened,
            **{name: law[name] for name in known},
            flags=risk["flags"],
            responsible_identified=responsible.identified(),
            risks_told="\n\n".join(part for part in (risk["orders"], risk["risks"]) if part),
        )


def _answered(form: TaskForm, page: str) -> list[tuple[str, str, str]]:
    """Each question of a page with its answer; those that do not hold are empty."""
    form.is_valid()
    told = getattr(form, "cleaned_data", {})
    return [(str(field.label), in_words(field, told.get(field.name, "")), page) for field in form]

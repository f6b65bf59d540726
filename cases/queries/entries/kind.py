"""What a kind of event in a case is called, and where its words are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor


class Group(Enum):
    """What a reader may narrow a history to."""

    STAGES = "stages"
    TEAM = "team"
    PEOPLE = "people"
    CONTACTS = "contacts"
    CONSENTS = "consents"
    SESSIONS = "sessions"
    PROGRAMMES = "programmes"
    RISK = "risk"
    CUSTODY = "custody"
    LETTERS = "letters"
    MEETINGS = "meetings"
    AGREEMENTS = "agreements"
    NEEDS = "needs"
    NOTES = "notes"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]


LABELS: Mapping[Group, str | Promise] = {
    Group.STAGES: _("Stages and holds"),
    Group.TEAM: _("Team"),
    Group.PEOPLE: _("People"),
    Group.CONTACTS: _("Contacts"),
    Group.CONSENTS: _("Consents"),
    Group.SESSIONS: _("Sessions"),
    Group.PROGRAMMES: _("Programmes"),
    Group.RISK: _("Risk"),
    Group.CUSTODY: _("Prison, supervision and orders"),
    Group.LETTERS: _("Letters and messages"),
    Group.MEETINGS: _("Meetings"),
    Group.AGREEMENTS: _("Outcome agreements"),
    Group.NEEDS: _("Needs and hopes"),
    Group.NOTES: _("Notes and documents"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry's codes with the names that its title may say."""

    codes: Mapping[str, Any]
    about: str
    names: Mapping[UUID, str]

    def name(self, code: str) -> str:
        """The short name of the participant whose key stands under `code`."""
        key = self.codes.get(code)
        return self.names.get(UUID(key), "") if key else ""


Words = Callable[[Any, Actor], str]


def always(sentence: Promise) -> Callable[[Told], str]:
    """The title of a kind that needs no codes."""
    return lambda _told: str(sentence)


def no_more(_row: Any, _actor: Actor) -> str:
    """A kind whose title says it all."""
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: what its line says, and the row whose own words the full history adds.

    `model` is the table that `subject_id` leads to, `along` what is read with it. A small one is
    left out of the latest activity, and of the history until it is asked for.
    """

    code: str
    group: Group
    title: Callable[[Told], str]
    model: type[models.Model] | None = None
    text: Words = no_more
    along: tuple[str, ...] = ()
    is_small: bool = False


def label(choices: type[models.TextChoices], value: object) -> str:
    """A code in words; a code that this version does not know stands as it is."""
    return str(dict(choices.choices).get(str(value), value))

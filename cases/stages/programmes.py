"""Sessions and planned series of them (field guide 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhoseDoing(models.TextChoices):
    """Who cancelled a session or asked to move it."""

    PARTICIPANT = "participant", _("The person")
    SERVICE = "service", _("The service")
    PRISON = "prison", _("The prison: staff, lockdown or transfer")
    PROBATION = "probation", _("Probation or police")
    VENUE = "venue", _("The venue")
    INTERPRETER = "interpreter", _("The interpreter or supporter")
    OTHER = "other", _("Somebody else")


class ProgrammeKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual programme: twelve sessions in three stages")
    AWARENESS = "awareness", _("Victim-awareness course: six weekly sessions")
    STEP_UP = "step_up", _("Step Up: 14 to 21 weekly family sessions")


class ProgrammeEnd(models.TextChoices):
    """Why a programme ended before its last meeting."""

    GOT_THERE = "got_there", _("Those on it had what they came for")
    FEW_LEFT = "few_left", _("Too few people were left to go on")
    NOT_NOW = "not_now", _("It was not the right time for those on it")
    STAFF = "staff", _("Nobody could run it any more")
    PLACE = "place", _("The prison or the venue could not have it any more")
    SAFETY = "safety", _("It was no longer safe to go on")


class Group(models.TextChoices):
    """Which of a programme's groups meets."""

    ALL = "all", _("Everybody together")
    PARENTS = "parents", _("Parents")
    YOUNG_PEOPLE = "young_people", _("Young people")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of programme is planned: weekly meetings of so many minutes, in stages.

    `fewest` and `most` bound the weeks. Where it has groups, parents and young people meet apart in
    every week but the first and the last.
    """

    fewest: int
    most: int
    minutes: int
    stages: int = 1
    has_groups: bool = False

    def stage_of(self, week: int, weeks: int) -> int:
        """The stage, from 1, that a week belongs to: the weeks are shared out evenly."""
        return 1 + (week - 1) * self.stages // weeks

    def groups_in(self, week: int, weeks: int) -> tuple[Group, ...]:
        if self.has_groups and week not in {1, weeks}:
            return Group.PARENTS, Group.YOUNG_PEOPLE
        return (Group.ALL,)


SHAPES: Mapping[ProgrammeKind, Shape] = {
    ProgrammeKind.INDIVIDUAL: Shape(12, 12, 180, stages=3),
    ProgrammeKind.AWARENESS: Shape(6, 6, 150),
    ProgrammeKind.STEP_UP: Shape(14, 21, 120, has_groups=True),
}
"""Field guide 3.3: twelve sessions of three hours in three stages; six weekly sessions of two hours
and a half; 14 to 21 weekly two-hour family sessions.
"""

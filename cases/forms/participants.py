from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.attempts import Attempts
from cases.queries.standing import may_stand, reasons_for
from cases.stages import (
    HarmedKind,
    ParticipantRole,
    ParticipantStatus,
    Side,
)
from people.models import Answer, Person
from ui import fields
from ui.forms import Form, VersionedForm
from ui.words import say

Role = ParticipantRole
BESIDE = (Role.SUPPORTER, Role.PARENT, Role.FAMILY, Role.REPRESENTATIVE)
ABOUT_HARM = (Side.HARMED, Side.RESPONSIBLE)
MEDIATION = (Side.PARTY_A, Side.PARTY_B)
PRINCIPAL_OF = {
    Side.HARMED: Role.HARMED,
    Side.RESPONSIBLE: Role.RESPONSIBLE,
    Side.PARTY_A: Role.PARTY,
    Side.PARTY_B: Role.PARTY,
}
NEITHER = (
    (Role.INTERPRETER, Side.NEUTRAL),
    (Role.INTERMEDIARY, Side.NEUTRAL),
    (
        Role.OBSERVER,
        Side.NEUTRAL,
    ),
)
MAY_BE_HARMED = {Role.HARMED, Role.REPRESENTATIVE, Role.FAMILY}
"""Those of whom it is asked in what way they were harmed."""
Part = tuple[ParticipantRole, Side]


def parts_in(sides: Collection[str]) -> list[Part]:
    """The parts that somebody can have in a case whose people stand on these sides: a mediation has
    two parties and no harmed side; an empty case may become either.
    """
    kinds = [kind for kind in (ABOUT_HARM, MEDIATION) if set(kind) & set(sides)]
    of = [side for kind in kinds or (ABOUT_HARM, MEDIATION) for side in kind]
    principals = [(PRINCIPAL_OF[side], side) for side in of]
    return [*principals, *((role, side) for role in BESIDE for side in of), *NEITHER]


def part_label(role: ParticipantRole, side: Side, words: Mapping[str, str]) -> str:
    """The part in the area's own words: Person harmed; Party A; Supporter (person harmed)."""
    if role in {Role.HARMED, Role.RESPONSIBLE}:
        return say(words, role.value, capital=True)
    if side is Side.NEUTRAL:
        return str(role.label)
    if role is Role.PARTY:
        return str(side.label)
    beside = say(words, side.value) if side in ABOUT_HARM else side.label
    return f"{role.label} ({beside})"


class AddParticipantForm(Form):
    """Who joins the case: somebody whom the referral names, or a person new to the area."""

    part = fields.ChoiceField(label=_("Their part in the case"), missing=_("Select their part"))
    person = fields.RowField(
        queryset=Person.objects.none(), label=_("Named in the referral"), required=False
    )
    first_name = fields.TextField(label=_("First name"), max_length=80, required=False, width=20)
    last_name = fields.TextField(label=_("Last name"), max_length=80, required=False, width=20)
    organisation = fields.TextField(label=_("Or an organisation"), max_length=120, required=False)
    kind = fields.SelectField(
        label=_("If they were harmed: in what way?"), choices=HarmedKind.choices, required=False
    )

    def __init__(
        self,
        *args: Any,
        named: QuerySet[Person],
        sides: Collection[str],
        words: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        part: Any = self.fields["part"]
        part.choices = [
            (f"{role.value}:{side.value}", part_label(role, side, words))
            for role, side in parts_in(sides)
        ]
        person: Any = self.fields["person"]
        person.queryset = named
        person.label_from_instance = lambda one: one.short_name
        if not named:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        """The part as role and side; one way to say who it is."""
        answers: dict[str, Any] = super().clean() or {}
        names = [answers.get(name) for name in ("first_name", "last_name", "organisation")]
        if not any([answers.get("person"), *names]) and not self.errors:
            self.add_error("first_name", gettext("Enter a name"))
        if answers.get("person") and any(names):
            self.add_error("person", gettext("Select a person or enter a name, not both"))
        if part := answers.pop("part", ""):
            role, _colon, side = part.partition(":")
            answers |= {"role": ParticipantRole(role), "side": Side(side)}
            if role not in MAY_BE_HARMED:
                answers["kind"] = ""
        return answers


class ParticipantForm(VersionedForm):
    """How somebody stands to the case."""

    edits = True
    status = fields.ChoiceField(label=_("Where they stand"), missing=_("Select where they stand"))
    reason = fields.SelectField(
        label=_("If they prefer not to, or are not suitable: why?"),
        required=False,
        help_text=_("Only what they said themselves. Nobody has to give a reason."),
    )
    recontact_on = fields.DayField(label=_("Contact them again on"), required=False)
    known_to_other_side = fields.ChoiceField(
        label=_("Does the other side know who they are?"),
        choices=Answer.choices,
        missing=_("Select an answer"),
    )
    responsibility_accepted_on = fields.DayField(
        label=_("Day on which they accepted responsibility"), required=False
    )

    def __init__(
        self,
        *args: Any,
        participant: Participant,
        today: date,
        attempts: Attempts,
        **kwargs: Any,
    ) -> None:
        names = [name for name in self.base_fields if name != "version"]
        initial = {name: getattr(participant, name) for name in names}
        super().__init__(*args, initial={**initial, "version": participant.version}, **kwargs)
        status: Any = self.fields["status"]
        status.choices = [
            (one.value, one.label)
            for one in ParticipantStatus
            if may_stand(participant.status, one)
            and (
                participant.status == one
                or one is not ParticipantStatus.UNREACHABLE
                or attempts.are_enough
            )
        ]
        self.side = participant.side
        reason: Any = self.fields["reason"]
        reason.choices = [
            ("", _("Not said")),
            (_("They prefer not to"), choices_of(ParticipantStatus.DECLINED, self.side)),
            (_("Not suitable"), choices_of(ParticipantStatus.UNSUITABLE, self.side)),
        ]
        accepted: Any = self.fields["responsibility_accepted_on"]
        accepted.latest = today
        if participant.role != ParticipantRole.RESPONSIBLE:
            del self.fields["responsibility_accepted_on"]

    def clean(self) -> dict[str, Any]:
        """The reason goes with where they stand; that somebody is unsuitable needs one."""
        answers: dict[str, Any] = super().clean() or {}
        status, reason = answers.get("status", ""), answers.get("reason", "")
        fitting = reasons_for(status, self.side)
        if status == ParticipantStatus.UNSUITABLE and not reason:
            self.add_error("reason", gettext("Select why they are not suitable"))
        elif reason and fitting and reason not in fitting:
            self.add_error("reason", gettext("Select a reason that goes with where they stand"))
        return answers


def choices_of(status: ParticipantStatus, side: str) -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in reasons_for(status, side)]

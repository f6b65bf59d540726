from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.attempts import Attempts
from cases.stages import (
    DeclineReason,
    ParticipantRole,
    ParticipantStatus,
    Side,
)
from people.models import Answer, Person
from ui import fields
from ui.forms import Form, VersionedForm
from ui.words import say

A_WAY = re.compile(r"@|(?:[+(]?\d[ )-]{0,2}){7,}")
"""An email address or a telephone number: those stand behind a logged reveal, not on every page."""

Role = ParticipantRole
PARTS: tuple[tuple[ParticipantRole, Side], ...] = (
    (Role.HARMED, Side.HARMED),
    (Role.RESPONSIBLE, Side.RESPONSIBLE),
    (Role.SUPPORTER, Side.HARMED),
    (Role.SUPPORTER, Side.RESPONSIBLE),
    (Role.PARENT, Side.HARMED),
    (Role.PARENT, Side.RESPONSIBLE),
    (Role.FAMILY, Side.HARMED),
    (Role.FAMILY, Side.RESPONSIBLE),
    (Role.REPRESENTATIVE, Side.HARMED),
    (Role.REPRESENTATIVE, Side.RESPONSIBLE),
    (Role.INTERPRETER, Side.NEUTRAL),
    (Role.PARTY, Side.PARTY_A),
    (Role.PARTY, Side.PARTY_B),
)


def part_label(role: ParticipantRole, side: Side, words: Mapping[str, str]) -> str:
    """The part in the area's own words: Person harmed; Supporter (person harmed)."""
    if role in {Role.HARMED, Role.RESPONSIBLE}:
        return say(words, role.value, capital=True)
    if side is Side.NEUTRAL:
        return str(role.label)
    beside = say(words, side.value) if side in {Side.HARMED, Side.RESPONSIBLE} else side.label
    return f"{role.label} ({beside})"


class AddParticipantForm(Form):
    """Who joins the case: somebody whom the referral names, or a person new to the area."""

    part = fields.ChoiceField(label=_("Their part in the case"), missing=_("Select their part"))
    person = fields.RowField(
        queryset=Person.objects.none(), label=_("Named in the referral"), required=False
    )
    first_name = fields.TextField(label=_("First name"), max_length=80, required=False, width=20)
    last_name = fields.TextField(label=_("Last name"), max_length=80, required=False, width=20)
    organisation = fields.TextField(
        label=_("Or an organisation that was harmed"), max_length=120, required=False
    )

    def __init__(
        self, *args: Any, named: QuerySet[Person], words: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        part: Any = self.fields["part"]
        part.choices = [
            (f"{role.value}:{side.value}", part_label(role, side, words)) for role, side in PARTS
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
        return answers


class ParticipantForm(VersionedForm):
    """How somebody stands to the case."""

    status = fields.ChoiceField(label=_("Where they stand"), missing=_("Select where they stand"))
    reason = fields.SelectField(
        label=_("If they prefer not to: why?"),
        required=False,
        help_text=_("Only what they said themselves. Nobody has to give a reason."),
    )
    may_contact = fields.ChoiceField(
        label=_("May we contact them?"), choices=Answer.choices, missing=_("Select an answer")
    )
    safe_contact = fields.TextField(
        label=_("How to reach them safely"),
        help_text=_("One line, such as “Text only, weekdays after 5. No voicemail.” No numbers."),
        max_length=200,
        required=False,
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
            if participant.status == one
            or (one is not ParticipantStatus.WITHDREW)
            and (one is not ParticipantStatus.UNREACHABLE or attempts.are_enough)
        ]
        reason: Any = self.fields["reason"]
        reason.choices = [("", _("Not said")), *decline_reasons(participant.side)]
        accepted: Any = self.fields["responsibility_accepted_on"]
        accepted.latest = today
        if participant.role != ParticipantRole.RESPONSIBLE:
            del self.fields["responsibility_accepted_on"]

    def clean_safe_contact(self) -> str:
        line: str = self.cleaned_data["safe_contact"]
        if A_WAY.search(line):
            self.add_error("safe_contact", gettext("Leave out telephone numbers and addresses"))
        return line


def decline_reasons(side: str) -> list[tuple[str, Any]]:
    """The reasons of one side: those of the person responsible are other ones."""
    start = "r_" if side == Side.RESPONSIBLE else "h_"
    return [(one.value, one.label) for one in DeclineReason if one.value.startswith(start)]

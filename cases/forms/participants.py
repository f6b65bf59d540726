from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.attempts import Attempts
from cases.queries.known_people import KnownPerson
from cases.queries.parts import may_be_harmed, part_label, parts_in
from cases.queries.standing import may_stand, reasons_for
from cases.stages import (
    LEFT,
    MAY_RETURN,
    HarmedKind,
    ParticipantRole,
    ParticipantStatus,
    Side,
)
from cases.stages.sides import is_mediation
from people.models import Answer, Person
from ui import fields
from ui.forms import Form, VersionedForm

NAMES = ("first_name", "last_name", "organisation")
Search = Callable[..., Sequence[KnownPerson]]


class AddParticipantForm(Form):
    """Who joins the case: somebody whom the referral names, whom the area knows, or a new person.

    Where a name is like that of somebody known, the form comes back and asks whether it is them.
    """

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
        known: Search,
        sides: Collection[str],
        words: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
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
        if is_mediation(sides):
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """The part as role and side; one way to say who it is."""
        answers: dict[str, Any] = super().clean() or {}
        typed = {name: answers.get(name, "") for name in NAMES}
        if not answers.get("person") and not any(typed.values()) and not self.errors:
            self.add_error("first_name", gettext("Enter a name"))
        if answers.get("person") and any(typed.values()):
            self.add_error("person", gettext("Select a person or enter a name, not both"))
        elif any(typed.values()):
            answers["person"] = self._same_as(self._known(**typed))
        if part := answers.pop("part", ""):
            role, _colon, side = part.partition(":")
            answers |= {"role": ParticipantRole(role), "side": Side(side)}
            if not may_be_harmed(role, side):
                answers["kind"] = ""
        return answers

    def _same_as(self, likely: Sequence[KnownPerson]) -> Person | None:
        """Which of the likely ones it is, or nobody. The answer "new" is about those shown, so that
        another name is asked about again.
        """
        if not likely:
            return None
        people = {str(one.person.pk): one.person for one in likely}
        shown = sha256(" ".join(sorted(people)).encode()).hexdigest()[:12]
        somebody_new = (f"new-{shown}", gettext("No, somebody new"))
        self.fields["same"] = field = fields.ChoiceField(
            label=_("Is it one of these people?"),
            choices=[*((str(one.person.pk), one.label) for one in likely), somebody_new],
        )
        ask = gettext("Select whether it is one of these people")
        field.error_messages |= {"required": ask, "invalid_choice": ask}
        try:
            return people.get(field.clean(self["same"].data))
        except ValidationError as unanswered:
            self.add_error("same", unanswered)
            return None


class ParticipantForm(VersionedForm):
    """How somebody stands to the case."""

    edits = True
    status = fields.ChoiceField(label=_("Where they stand"), missing=_("Select where they stand"))
    reason = fields.SelectField(
        label=_("If they prefer not to, or are not suitable: why?"),
        required=False,
        help_text=_("Only what they said themselves. Nobody has to give a reason."),
    )
    recontact_on = fields.DayField(
        label=_("Contact them again on"),
        required=False,
        help_text=_("The day that was agreed with them, also if it is too soon for them now."),
    )
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
        back_to: ParticipantStatus | None = None,
        **kwargs: Any,
    ) -> None:
        names = [name for name in self.base_fields if name != "version"]
        initial = {name: getattr(participant, name) for name in names}
        super().__init__(*args, initial={**initial, "version": participant.version}, **kwargs)
        status: Any = self.fields["status"]
        status.choices = [
            (one.value, one.label)
            for one in ParticipantStatus
            if (one == back_to or may_stand(participant.status, one))
            and (
                participant.status == one
                or one is not ParticipantStatus.UNREACHABLE
                or attempts.are_enough
            )
        ]
        self.side, self.before = participant.side, participant
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
        new = answers.get("recontact_on") not in {None, self.before.recontact_on}
        if new and status in LEFT and (reason or self.before.reason) not in MAY_RETURN:
            said = gettext("Leave the day empty, or say above that it is too soon for them")
            self.add_error("recontact_on", said)
        return answers


def choices_of(status: ParticipantStatus, side: str) -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in reasons_for(status, side)]

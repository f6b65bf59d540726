from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from cases.models import Participant
from cases.stages import ConsentMethod, ConsentPurpose, ConsentState
from ui import fields
from ui.forms import Form

THEMSELVES = "self"
SHARING = ConsentPurpose.SHARE_AGENCY.value


class ConsentForm(Form):
    """One line of the ledger."""

    purpose = fields.ChoiceField(
        label=_("What was asked?"),
        choices=ConsentPurpose.choices,
        missing=_("Select what was asked"),
    )
    agency = fields.RowSelectField(
        label=_("With which agency?"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_("Only for sharing with an agency. Each agency is asked for by itself."),
    )
    answered = fields.ChoiceField(label=_("Who answered?"), missing=_("Select who answered"))
    state = fields.ChoiceField(
        label=_("What did they say?"),
        choices=ConsentState.choices,
        missing=_("Select what they said"),
    )
    happened_on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))
    method = fields.ChoiceField(
        label=_("How?"), choices=ConsentMethod.choices, missing=_("Select how they said it")
    )
    wording_version = fields.TextField(
        label=_("Version of the wording"),
        missing=_("Enter the version of the wording"),
        help_text=_("It is printed on the consent form, for example 2026-1."),
        max_length=20,
        width=10,
    )
    witness = fields.TextField(
        label=_("Who else was there as a witness"), required=False, max_length=120
    )
    capacity_note = fields.LongTextField(
        label=_("How you know that they understood it"),
        required=False,
        max_length=2000,
        rows=3,
        help_text=_("What you saw and did to help: not a diagnosis."),
    )

    def __init__(
        self,
        *args: Any,
        participant: Participant,
        guardians: Iterable[Participant],
        agencies: QuerySet[Agency],
        today: date,
        wording: str,
        purpose: str = "",
        only_no: bool = False,
        **kwargs: Any,
    ) -> None:
        """`only_no` in a closed case: what was given may be taken back there, and nothing given."""
        initial = {
            "purpose": purpose,
            "answered": THEMSELVES,
            "happened_on": today,
            "wording_version": wording,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.guardians = {str(one.pk): one for one in guardians}
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]
        self.fields["answered"].choices = [  # type: ignore[attr-defined]
            (THEMSELVES, participant.person.short_name),
            *((key, one.person.short_name) for key, one in self.guardians.items()),
        ]
        if not self.guardians:
            del self.fields["answered"]
        self._offer(agencies)
        if only_no:
            said = [(one.value, one.label) for one in ConsentState if one != ConsentState.GIVEN]
            self.fields["state"].choices = said  # type: ignore[attr-defined]

    def _offer(self, agencies: QuerySet[Agency]) -> None:
        """Where the area knows no agency, sharing with one is not asked."""
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if not agencies:
            del self.fields["agency"]
            purposes: Any = self.fields["purpose"]
            purposes.choices = [one for one in purposes.choices if one[0] != SHARING]

    def clean(self) -> dict[str, Any]:
        """Sharing with an agency says with which."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("purpose") == SHARING and answers.get("agency", "") is None:
            self.add_error("agency", gettext("Select the agency with which it is shared"))
        return answers

    def recorded(self) -> dict[str, Any]:
        """What the form says, with the parent or guardian who answered."""
        told = dict(self.cleaned_data)
        answered = told.pop("answered", THEMSELVES)
        return {**told, "given_by": self.guardians.get(answered)}

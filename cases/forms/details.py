"""Who somebody in a case is, what helps them to take part, and what is asked of everybody apart."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.parts import may_be_harmed
from cases.stages import HarmedKind
from people.equality import (
    Disability,
    Ethnicity,
    GenderSame,
    NotAsked,
    Orientation,
    Religion,
    Sex,
)
from people.models import Answer
from people.monitoring import QUESTIONS
from referrals.forms.tasks.party import LANGUAGES
from ui import fields
from ui.forms import Form, VersionedForm

from .participants_field import ParticipantField, offer

OF_PERSON = ("first_name", "last_name", "organisation", "date_of_birth", "language")
OF_PART = ("kind", "guardian", "welsh_wanted", "welsh_asked_on", "interpreter", "access_needs")


class DetailsForm(VersionedForm):
    """Who they are and what they need. It carries two versions: the person's, for other cases."""

    edits = True
    person_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    first_name = fields.TextField(label=_("First name"), max_length=80, required=False, width=20)
    last_name = fields.TextField(label=_("Last name"), max_length=80, required=False, width=20)
    organisation = fields.TextField(label=_("Or an organisation"), max_length=120, required=False)
    date_of_birth = fields.DayField(label=_("Date of birth"), required=False)
    kind = fields.SelectField(
        label=_("In what way were they harmed?"), choices=HarmedKind.choices, required=False
    )
    guardian = ParticipantField(
        queryset=Participant.objects.none(),
        label=_("Their parent or guardian in this case"),
        help_text=_("For somebody under 18: both are asked for their consent."),
        required=False,
    )
    language = fields.ChoiceField(label=_("Which language do they prefer?"), choices=LANGUAGES)
    welsh_wanted = fields.ChoiceField(
        label=_("Do they want us to use Welsh?"), choices=Answer.choices
    )
    welsh_asked_on = fields.DayField(label=_("Day on which they were asked"), required=False)
    interpreter = fields.TextField(
        label=_("Interpreter: which language, or BSL"), max_length=60, required=False, width=20
    )
    access_needs = fields.LongTextField(
        label=_("What helps them to take part?"),
        help_text=_("Such as a place without steps, easy words, breaks, or a quiet room."),
        max_length=1000,
        rows=3,
        required=False,
    )

    def __init__(
        self, *args: Any, participant: Participant, others: Any, today: date, words: Any, **kw: Any
    ) -> None:
        person = participant.person
        initial = {name: getattr(person, name) for name in OF_PERSON}
        initial |= {name: getattr(participant, name) for name in OF_PART}
        initial |= {
            "guardian": participant.guardian_id,
            "version": participant.version,
            "person_version": person.version,
        }
        super().__init__(*args, initial=initial, **kw)
        known = {code for code, _label in LANGUAGES}
        language: Any = self.fields["language"]
        if person.language not in known:
            language.choices = [*LANGUAGES, (person.language, person.language)]
        for name in ("date_of_birth", "welsh_asked_on"):
            day: Any = self.fields[name]
            day.latest = today
        offer(self.fields["guardian"], others.exclude(pk=participant.pk), words)
        if not may_be_harmed(participant.role, participant.side):
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """There is a name, and a wish for Welsh has its day."""
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(answers[name] for name in OF_PERSON[:3]):
            self.add_error("first_name", gettext("Enter a name"))
        wish = answers.get("welsh_wanted")
        if wish in {Answer.YES, Answer.NO} and not answers.get("welsh_asked_on"):
            self.add_error("welsh_asked_on", gettext("Enter the day on which they were asked"))
        return answers

    def lost_race(self, text: str, *, version: int | None = None) -> None:
        """The person's version moves on too: a second sending overwrites knowingly."""
        super().lost_race(text, version=version)
        answers: Any = self.data
        answers[self.add_prefix("person_version")] = str(self.initial["person_version"])

    def described(self) -> dict[str, Any]:
        """The answers as `describe_participant` takes them."""
        answers = dict(self.cleaned_data)
        person = {name: answers.pop(name) for name in OF_PERSON}
        return {"kind": "", **answers, "person": person}


class EqualityForm(Form):
    """Each question may be left out, and each answered with "prefer not to say"."""

    not_asked = fields.SelectField(
        label=_("If you could not ask: why?"), choices=NotAsked.choices, required=False
    )
    sex = fields.ChoiceField(label=_("Sex"), choices=Sex.choices, required=False)
    gender_same = fields.ChoiceField(
        label=_("Is their gender the same as the sex registered at birth?"),
        choices=GenderSame.choices,
        required=False,
    )
    ethnicity = fields.SelectField(
        label=_("Ethnic group"), choices=Ethnicity.choices, required=False
    )
    religion = fields.SelectField(label=_("Religion"), choices=Religion.choices, required=False)
    disability = fields.ChoiceField(
        label=_(
            "Does a condition or illness that lasts a year or more limit what they do each day?"
        ),
        choices=Disability.choices,
        required=False,
    )
    orientation = fields.ChoiceField(
        label=_("Sexual orientation"), choices=Orientation.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        """They were asked, or there is a reason; never both."""
        answers: dict[str, Any] = super().clean() or {}
        told = any(answers.get(name) for name in QUESTIONS)
        if told and answers.get("not_asked"):
            self.add_error("not_asked", gettext("Leave this empty if you asked them"))
        elif not told and not answers.get("not_asked") and not self.errors:
            self.add_error("not_asked", gettext("Answer a question, or select why you did not ask"))
        return answers

    def told(self) -> dict[str, Any]:
        """The answers as `ask_about_equality` takes them."""
        answers = dict(self.cleaned_data)
        not_asked = answers.pop("not_asked")
        return {"answers": answers, "not_asked": not_asked}

"""The tasks that are one page each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Answer
from referrals.queries.drafted import HARM, MEDIATION
from referrals.sides import fitting
from referrals.stages import Flag, Initiator, JusticeStage, Offence, Source
from ui import fields
from ui.forms import Form


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and on what day a page asks; `mediation`: about two parties, with nobody harmed."""

    today: date
    sources: tuple[Source, ...] = ()
    name: str = ""
    email: str = ""
    mediation: bool = False


class TaskForm(Form):
    """A page of the task list. `past` names the days that cannot lie ahead."""

    past: tuple[str, ...] = ()

    def __init__(self, data: QueryDict | None = None, *, asked: Asked, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.asked = asked
        for name in self.past:
            self.fields[name].latest = asked.today  # type: ignore[attr-defined]


class YouForm(TaskForm):
    referrer_name = fields.TextField(
        label=_("Your name"), missing=_("Enter your name"), max_length=120, width=20
    )
    source = fields.ChoiceField(label=_("What is your role?"), missing=_("Select your role"))
    role_in_words = fields.TextField(
        label=_("If it is another role, which?"), required=False, max_length=80, width=20
    )
    referrer_email = fields.EmailField(
        label=_("Your work email"),
        missing=_("Enter your work email"),
        help_text=_("We write to it about this referral, with its reference and nothing else."),
    )
    referrer_telephone = fields.PhoneField(label=_("Your work telephone"), required=False)

    def __init__(self, data: QueryDict | None = None, *, asked: Asked, **kwargs: Any) -> None:
        initial = {"referrer_name": asked.name, "referrer_email": asked.email}
        super().__init__(data, asked=asked, initial=initial, **kwargs)
        role: Any = self.fields["source"]
        role.choices = [(one.value, one.label) for one in asked.sources]

    def clean_role_in_words(self) -> str:
        said: str = self.cleaned_data["role_in_words"]
        if self.cleaned_data.get("source") == Source.OTHER and not said:
            raise ValidationError(gettext("Enter your role"))
        return said


class HappenedForm(TaskForm):
    past = ("happened_on",)

    about = fields.ChoiceField(
        label=_("What is it about?"),
        choices=(
            (HARM, _("Somebody was harmed by somebody else")),
            (MEDIATION, _("A dispute between two parties, and neither is the one harmed")),
        ),
        hints={MEDIATION: _("Such as neighbours, or a family. You name them Party A and Party B.")},
        initial=HARM,
        required=False,
    )
    offence = fields.SelectField(
        label=_("What kind of offence or dispute was it?"),
        choices=Offence.choices,
        missing=_("Select the kind of offence or dispute"),
    )
    happened_on = fields.DayField(
        label=_("On what day did it happen?"),
        required=False,
        help_text=_("For example, 27 3 2026. Leave it empty if the day is not known."),
    )
    happened_about = fields.TextField(
        label=_("If the day is not known, when was it?"),
        required=False,
        max_length=80,
        width=20,
        help_text=_("For example, “about 1987” or “spring 2024 to last summer”."),
    )
    happened_in_area = fields.ChoiceField(
        label=_("Did it happen in this area?"),
        choices=Answer.choices,
        missing=_("Select whether it happened in this area"),
    )
    police_reference = fields.TextField(
        label=_("Police crime reference"), required=False, max_length=40, width=20
    )
    account = fields.LongTextField(
        label=_("What happened, and how has it affected people?"),
        missing=_("Enter what happened, in a few sentences"),
        max_length=5000,
        rows=7,
        count=True,
        help_text=_("A few sentences are enough. Leave out addresses and telephone numbers."),
    )

    def clean_about(self) -> str:
        return self.cleaned_data["about"] or HARM


class AgreementForm(TaskForm):
    past = ("agreed_on",)

    agreed = fields.ChoiceField(
        label=_("Has the person who is referred agreed to it?"),
        choices=Answer.choices,
        missing=_("Select whether the person has agreed to be referred"),
        help_text=_("You can send the referral without it. We then ask before anything else."),
    )
    agreed_on = fields.DayField(label=_("On what day did they agree?"), required=False)
    agreed_how = fields.TextField(
        label=_("How did they agree?"),
        required=False,
        max_length=200,
        help_text=_("For example, in person, by telephone, in writing."),
    )
    other_side_knows = fields.ChoiceField(
        label=_("Does the other side know of this referral?"),
        choices=Answer.choices,
        missing=_("Select whether the other side knows of this referral"),
    )
    initiator = fields.SelectField(
        label=_("Who wanted this first?"),
        choices=Initiator.choices,
        missing=_("Select who wanted this first"),
    )

    def __init__(self, data: QueryDict | None = None, *, asked: Asked, **kwargs: Any) -> None:
        super().__init__(data, asked=asked, **kwargs)
        first: Any = self.fields["initiator"]
        first.choices = fitting(first.choices, mediation=asked.mediation)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("agreed_on") and told.get("agreed") in {Answer.NO, Answer.UNKNOWN}:
            self.add_error("agreed_on", _("Remove the day, or select that they have agreed"))
        return told


class RiskForm(TaskForm):
    flags = fields.ChoicesField(
        label=_("Does any of these apply?"),
        choices=Flag.choices,
        required=False,
        help_text=_("Select all that apply. None of them rules anybody out: we take special care."),
    )
    orders = fields.LongTextField(
        label=_("Court orders, licence conditions or bail conditions not to contact somebody"),
        required=False,
        max_length=2000,
        rows=3,
        help_text=_("Say whom they protect and until when."),
    )
    risks = fields.LongTextField(
        label=_("Risks that you know of"),
        required=False,
        max_length=2000,
        rows=5,
        help_text=_(
            "To staff or to anybody involved: violence, weapons, self-harm, drugs or alcohol, "
            "gangs, attention of the media."
        ),
    )


class SentenceForm(TaskForm):
    reported = fields.ChoiceField(
        label=_("Has it been reported to the police?"),
        choices=Answer.choices,
        missing=_("Select whether it has been reported to the police"),
    )
    justice_stage = fields.SelectField(
        label=_("Where is it in the justice system?"),
        choices=JusticeStage.choices,
        missing=_("Select where it is in the justice system, or “Not known”"),
    )
    proceedings_live = fields.ChoiceField(
        label=_("Are there proceedings that have not ended?"),
        choices=Answer.choices,
        missing=_("Select whether there are proceedings that have not ended"),
        help_text=_("A charge, a trial, a sentence or an appeal that is still to come."),
    )
    sentence = fields.LongTextField(
        label=_("Sentence, court and dates"),
        required=False,
        max_length=1000,
        rows=3,
        help_text=_("The next hearing, the length of the sentence, when the licence ends."),
    )

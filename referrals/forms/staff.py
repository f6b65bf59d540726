"""The page on which staff write down what came in by telephone, post or any other way.

Five answers are enough; the rest is folded away and may stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from people.models import Answer
from referrals.actions.submit import EARLIEST
from referrals.sides import ABOUT_HARM, MEDIATION, fitting, is_mediation
from referrals.stages import Channel, Flag, Initiator, JusticeStage, Offence, Side, Source
from ui import fields
from ui.dates import LONDON
from ui.forms import Form, dress

from . import staff_person
from .staff_person import answer
from .staff_told import incident_told, initiator_of, referrer_told

WAYS_IN = (
    Channel.PHONE,
    Channel.EMAIL,
    Channel.SECURE_EMAIL,
    Channel.POST,
    Channel.IN_PERSON,
    Channel.OUTREACH,
)


@dataclass(frozen=True, slots=True)
class Fold:
    """Questions that may stay closed, under one line."""

    summary: str | Promise
    questions: list[BoundField]

    @property
    def is_open(self) -> bool:
        """Whether something in it is answered or is wrong."""
        form: Any = self.questions[0].form
        return form.is_bound and any(
            one.errors or one.name in form.changed_data for one in self.questions
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: what is always asked, and what is folded away."""

    name: str
    questions: list[BoundField]
    folds: list[Fold]

    def __iter__(self) -> Iterator[BoundField]:
        yield from self.questions
        for fold in self.folds:
            yield from fold.questions


def sides_asked(data: QueryDict | None, *, about: str) -> tuple[Side, Side]:
    """The two sides of which the page asks: those of the answers, else as its address says."""
    parties = about == "mediation" if data is None else f"{Side.PARTY_A.value}_first_name" in data
    return MEDIATION if parties else ABOUT_HARM


class StaffReferralForm(Form):
    """Who refers by what way, who it is about, and a line of what happened."""

    channel = fields.ChoiceField(
        label=_("How did it come in?"),
        choices=[(one.value, one.label) for one in WAYS_IN],
        missing=_("Select how it came in"),
    )
    received_at = fields.MomentField(
        label=_("When was it received?"), missing=_("Enter the day and time when it was received")
    )
    source = fields.SelectField(
        label=_("Who is referring?"), choices=Source.choices, missing=_("Select who is referring")
    )
    agency = fields.RowSelectField(
        label=_("Which agency do they work for?"), queryset=None, required=False, to_field_name="pk"
    )
    referrer_name = fields.TextField(
        label=_("Name of the referrer"), required=False, max_length=120, width=20
    )
    referrer_telephone = fields.PhoneField(label=_("Their telephone"), required=False)
    referrer_email = fields.EmailField(label=_("Their email"), required=False)
    initiator = fields.SelectField(
        label=_("Who wanted this first?"),
        choices=Initiator.choices,
        required=False,
        help_text=_("If you leave it, we take it from who is referring."),
    )
    agreed_to_referral = answer(_("Has the person who is referred agreed to it?"))
    agreed_on = fields.DayField(label=_("When did they agree?"), required=False)
    other_side_knows = answer(_("Does the other side know of the referral?"))
    offence = fields.SelectField(
        label=_("What kind of harm was it?"),
        choices=Offence.choices,
        missing=_("Select the kind of harm"),
    )
    account = fields.LongTextField(
        label=_("What happened?"),
        missing=_("Enter what happened, in a line or two"),
        max_length=5000,
        rows=3,
        help_text=_("A line or two is enough."),
    )
    flags = fields.ChoicesField(
        label=_("Does any of these apply?"),
        choices=Flag.choices,
        required=False,
        help_text=_("None of them rules anybody out: we take special care."),
    )
    risks_told = fields.LongTextField(
        label=_("Anything that may be a risk"), required=False, max_length=2000, rows=3
    )
    happened_on = fields.DayField(label=_("When did it happen?"), required=False)
    happened_about = fields.TextField(
        label=_("Or roughly when"),
        required=False,
        max_length=80,
        width=20,
        help_text=_("For example, about 1987."),
    )
    happened_in_area = answer(_("Did it happen in our area?"))
    reported = answer(_("Was it reported to the police?"))
    police_reference = fields.TextField(
        label=_("Police crime reference"), required=False, max_length=40, width=20
    )
    justice_stage = fields.SelectField(
        label=_("Where is it in the justice system?"), choices=JusticeStage.choices, required=False
    )
    proceedings_live = answer(_("Are there live proceedings?"))
    responsible_identified = answer(_("Is it known who is responsible?"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        agencies: QuerySet[Agency],
        now: datetime,
        sides: tuple[Side, Side] = ABOUT_HARM,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.sides = sides
        for side in sides:
            self.fields.update(staff_person.questions(side))
        self._fit(mediation=self.is_mediation)
        dress(self)
        self.today = timezone.localdate(now)
        self._limit(now)
        agency: Any = self.fields["agency"]
        agency.queryset = agencies
        agency.label_from_instance = lambda row: row.name

    @property
    def is_mediation(self) -> bool:
        return is_mediation(self.sides)

    def _fit(self, *, mediation: bool) -> None:
        """Ask of two parties, or of somebody harmed by somebody, in words that fit."""
        for name in ("source", "initiator"):
            asked: Any = self.fields[name]
            asked.choices = fitting(asked.choices, mediation=mediation)
        if mediation:
            del self.fields["responsible_identified"]
            self["offence"].label = _("What kind of matter is it?")
            self.fields["offence"].error_messages["required"] = _("Select the kind of matter")

    def _limit(self, now: datetime) -> None:
        received: Any = self.fields["received_at"]
        received.earliest = datetime(EARLIEST.year, EARLIEST.month, EARLIEST.day, tzinfo=LONDON)
        received.latest = now
        born = [f"{side.value}_date_of_birth" for side in self.sides]
        for name in ("happened_on", "agreed_on", *born):
            self.fields[name].latest = self.today  # type: ignore[attr-defined]

    def fold(self, summary: str | Promise, *names: str) -> Fold:
        return Fold(summary, [self[name] for name in names if name in self.fields])

    def person(self, side: Side) -> Part:
        def names(short: tuple[str, ...]) -> list[str]:
            return [f"{side.value}_{name}" for name in short]

        return Part(
            side.value,
            [self[name] for name in names(staff_person.NAMES)],
            [
                self.fold(_("How to reach them safely"), *names(staff_person.REACHING)),
                self.fold(_("More about them"), *names(staff_person.ABOUT[side])),
                self.fold(_("Somebody who is with them"), *names(staff_person.SPEAKING)),
            ],
        )

    def parts(self) -> list[Part]:
        """The page from top to bottom."""
        more = ("agency", "referrer_name", "referrer_telephone", "referrer_email", "initiator")
        agreed = ("agreed_to_referral", "agreed_on", "other_side_knows")
        facts = ("happened_on", "happened_about", "happened_in_area", "reported")
        police = ("police_reference", "justice_stage", "proceedings_live", "responsible_identified")
        about = [self["channel"], self["source"]]
        return [
            Part(
                "about",
                about,
                [
                    self.fold(_("It came in earlier than now"), "received_at"),
                    self.fold(_("More about who refers"), *more),
                    self.fold(_("Agreement to be referred"), *agreed),
                ],
            ),
            *map(self.person, self.sides),
            Part(
                "incident",
                [self["offence"], self["account"]],
                [
                    self.fold(_("Signs that call for care"), "flags", "risks_told"),
                    self.fold(_("When, where and the justice system"), *facts, *police),
                ],
            ),
        ]

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The parts with all their questions, as the submission keeps them."""
        for part in self.parts():
            yield part.name, list(part)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        sides = {side: staff_person.of_side(told, side) for side in self.sides}
        for side, answers in sides.items():
            for name, sentence in staff_person.problems(answers).items():
                self.add_error(f"{side.value}_{name}", sentence)
        if not any(map(staff_person.is_named, sides.values())) and not self._name_failed():
            self.add_error(
                f"{self.sides[0].value}_first_name", _now("Enter the name of at least one person")
            )
        self._judge_identified(told)
        self._judge_who_asked(told, named=sum(map(staff_person.is_named, sides.values())))
        return told

    def _judge_who_asked(self, told: dict[str, Any], *, named: int) -> None:
        """Which of two parties came is not guessed: our answer goes to them alone."""
        is_asked = told.get("source") == Source.SELF_PARTY and named > 1
        if is_asked and not told.get("initiator") and "initiator" not in self.errors:
            self.add_error("initiator", _now("Select which of the two parties wanted it"))

    def _judge_identified(self, told: dict[str, Any]) -> None:
        named = staff_person.is_named(staff_person.of_side(told, Side.RESPONSIBLE))
        if named and told.get("responsible_identified") == Answer.NO:
            self.add_error(
                "responsible_identified", _now("Select yes, or remove the name given above")
            )

    def _name_failed(self) -> bool:
        names = (*staff_person.NAMES, "organisation")
        return any(f"{side.value}_{name}" in self.errors for side in self.sides for name in names)

    def told(self) -> dict[str, Any]:
        """What `submit_referral` takes."""
        said = self.cleaned_data
        people = [
            one
            for side in self.sides
            for one in staff_person.people_of(staff_person.of_side(said, side), side)
        ]
        sides = {Side(one.side) for one in people}
        return {
            **{name: said[name] for name in ("received_at", "channel", "source", "agency")},
            "initiator": said["initiator"] or initiator_of(said["source"], sides),
            "referrer": referrer_told(said),
            "incident": incident_told(said, named=Side.RESPONSIBLE in sides),
            "people": people,
        }

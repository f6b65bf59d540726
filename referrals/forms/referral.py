"""The one page of entry: what its doors have in common, and an agency's officer's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from people.models import Answer
from referrals.stages import Channel, Initiator, Source
from ui import fields

from .incident import IncidentForm
from .people import HarmedForm, ResponsibleForm

KIND = Agency.Kind
SOURCES: dict[str, tuple[Source, ...]] = {
    KIND.POLICE: (Source.POLICE_OFFICER, Source.POLICE_OOCD, Source.VICTIM_CARE),
    KIND.PROBATION: (Source.PROBATION_COM, Source.PROBATION_VLO),
    KIND.PRISON: (Source.PRISON_POM,),
    KIND.VICTIM_SERVICE: (Source.VICTIM_SERVICE, Source.VICTIM_SPECIALIST, Source.HOMICIDE_SERVICE),
    KIND.YOUTH_JUSTICE: (Source.YOUTH_JUSTICE,),
    KIND.COUNCIL: (Source.COUNCIL, Source.HOUSING),
    KIND.OTHER: (Source.COURT, Source.RJ_SERVICE),
}
"""The sources that an officer of an agency may be, beside `other`."""


class ReferralForm(IncidentForm, HarmedForm, ResponsibleForm):
    """Who refers, what happened, and the two people."""

    about: tuple[str, ...] = ("referrer_name", "initiator", "agreed_to_referral")

    referrer_name = fields.TextField(
        label=_("Name of the referrer"),
        missing=_("Enter the name of the referrer"),
        max_length=120,
        width=20,
    )
    initiator = fields.SelectField(
        label=_("Who wanted this first?"),
        choices=Initiator.choices,
        missing=_("Select who wanted this first"),
    )
    agreed_to_referral = fields.ChoiceField(
        label=_("Has the person who is referred agreed to it?"),
        choices=Answer.choices,
        missing=_("Select whether the person has agreed to be referred"),
    )

    def __init__(self, data: QueryDict | None = None, *, now: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        today = timezone.localdate(now)
        self.limit_incident(today)
        self.limit_birth("harmed", today)
        self.limit_birth("responsible", today)
        self.order_fields([one.name for _title, questions in self.sections() for one in questions])

    def part(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names]

    def starting(self, start: str) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith(start)]

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The parts of the page in order, each with its questions."""
        yield "about", self.part(*self.about)
        yield "incident", self.part(*IncidentForm.base_fields)
        yield "harmed", self.starting("harmed_")
        yield "responsible", self.starting("responsible_")

    def told(self) -> dict[str, Any]:
        """What `submit_referral` takes."""
        people = [self.person_harmed(), self.person_responsible()]
        return {
            **{name: self.cleaned_data[name] for name in self.about},
            "incident": self.incident(),
            "people": [person for person in people if person],
        }


class OfficerReferralForm(ReferralForm):
    """For an agency's officer: their agency is known, and it arrives as they send it."""

    about = ("referrer_name", "source", "initiator", "agreed_to_referral")

    source = fields.ChoiceField(label=_("What is your role?"), missing=_("Select your role"))

    def __init__(
        self, data: QueryDict | None = None, *, agency: Agency, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(data, now=now, **kwargs)
        self.now = now
        sources = (*SOURCES[agency.kind], Source.OTHER)
        self.fields["source"].choices = [(one.value, one.label) for one in sources]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return {**super().told(), "received_at": self.now, "channel": Channel.WEB}

"""The form on which whoever decides corrects what a referral told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.models import Answer
from referrals.models import Incident, Referral, ReferralPerson
from referrals.queries.corrections import (
    ACCEPTS,
    AGREED,
    LIVES,
    OF_THE_INCIDENT,
    accepts_is_asked,
)
from referrals.sides import is_mediation
from referrals.stages import Flag, JusticeStage, Offence, Part, Side, Status
from ui import fields
from ui.forms import VersionedForm, dress


def _answer(label: Any) -> fields.ChoiceField:
    return fields.ChoiceField(
        label=label, choices=Answer.choices, missing=_("Select yes, no or not known")
    )


class CorrectForm(VersionedForm):
    """The kind of harm, the flags and the facts that the rules ask, as they are known now.

    Not asked is what follows from something else: whether anybody responsible is identified where
    one is named, and whether it was reported where there is a police reference. Of people it asks
    until the case is open, which then says more of them.
    """

    edits = True

    offence = fields.SelectField(
        label=_("What kind of harm was it?"),
        choices=Offence.choices,
        missing=_("Select the kind of harm"),
    )
    flags = fields.ChoicesField(
        label=_("Does any of these apply?"),
        choices=Flag.choices,
        required=False,
        help_text=_("None of them rules anybody out: we take special care."),
    )
    happened_in_area = _answer(_("Did it happen in our area?"))
    reported = _answer(_("Was it reported to the police?"))
    justice_stage = fields.SelectField(
        label=_("Where is it in the justice system?"),
        choices=JusticeStage.choices,
        missing=_("Select where it is in the justice system, or “Not known”"),
    )
    proceedings_live = _answer(_("Are there live proceedings?"))
    responsible_identified = _answer(_("Is it known who is responsible?"))
    agreed_to_referral = _answer(_("Has the person who is referred agreed to it?"))
    note = fields.LongTextField(
        label=_("How do you know?"),
        required=False,
        max_length=1000,
        rows=2,
        help_text=_("For example, the officer said so on the telephone. Name nobody."),
    )
    field_order = [*OF_THE_INCIDENT, AGREED]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        referral: Referral,
        incident: Incident,
        named: Sequence[ReferralPerson],
        **kwargs: Any,
    ) -> None:
        initial: dict[str, Any] = {name: getattr(incident, name) for name in OF_THE_INCIDENT}
        initial |= {AGREED: referral.agreed_to_referral, "version": referral.version}
        super().__init__(data, initial=initial, **kwargs)
        self.places = named if referral.status != Status.ACCEPTED else ()
        self._fit(incident, named)
        for one in self.places:
            self._ask_of(one)
        self.fields["note"] = self.fields.pop("note")
        dress(self)

    def _fit(self, incident: Incident, named: Sequence[ReferralPerson]) -> None:
        if incident.police_reference:
            del self.fields["reported"]
        if any(one.side != Side.HARMED for one in named):
            del self.fields["responsible_identified"]
        if is_mediation(one.side for one in named):
            self["offence"].label = _("What kind of matter is it?")

    def _ask_of(self, one: ReferralPerson) -> None:
        if one.part != Part.PARTY:
            return
        who = {"name": one.person.short_name}
        asked: dict[str, Any] = {LIVES: _now("%(name)s: do they live in our area?") % who}
        if accepts_is_asked(one):
            asked[ACCEPTS] = _now("%(name)s: do they accept responsibility?") % who
        for name, label in asked.items():
            self.fields[f"{name}_{one.pk.hex}"] = _answer(label)
            self.initial[f"{name}_{one.pk.hex}"] = getattr(one, name)

    def corrected(self) -> dict[str, Any]:
        """What `correct_referral` takes."""
        said = self.cleaned_data
        people: dict[UUID, dict[str, str]] = {}
        for one in self.places:
            keys = {name: f"{name}_{one.pk.hex}" for name in (LIVES, ACCEPTS)}
            people[one.pk] = {name: said[key] for name, key in keys.items() if key in said}
        return {
            "told": {name: said[name] for name in (*OF_THE_INCIDENT, AGREED) if name in said},
            "people": people,
            "note": said["note"],
            "version": said["version"],
        }

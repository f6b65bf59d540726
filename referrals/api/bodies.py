"""What a system sends: the referral of field guide 4.5, as JSON. Labels are the questions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from people.models import Answer, ContactPoint
from referrals.forms.people import what_is_wrong
from referrals.stages import (
    Custody,
    Flag,
    Initiator,
    JusticeStage,
    Offence,
    Part,
    Side,
    Source,
)

from .fields import Code, Day, Strict, Text, WholeNumber, YesOrNo

MOST_PEOPLE, MOST_WAYS = 20, 10
OLDEST = 130
NOT_OF_AGENCIES = {
    Source.SELF_HARMED,
    Source.SELF_RESPONSIBLE,
    Source.SELF_PARTY,
    Source.FAMILY,
    Source.PROACTIVE,
    Source.UNKNOWN,
}
AGENCY_SOURCES = [(one.value, one.label) for one in Source if one not in NOT_OF_AGENCIES]
WHOSE_NAME = _("Give a first name, a last name or the name of an organisation.")
ONE_KIND = _(
    "Either a person or an organisation. Name who speaks for an organisation as another person, "
    "with the part `representative`."
)
NOT_RESPONSIBLE = _("An organisation cannot be the person responsible.")


class WayBody(Strict):
    """One way to reach a person, and how safe it is. What is left out is not known, and a way that
    is not known to be safe is not used.
    """

    kind = Code(ContactPoint.Kind.choices, required=True, label=_("Way to reach them"))
    value = Text(max_length=300, several_lines=True, required=True, label=_("Number or address"))
    is_safe = Code(Answer.choices, label=_("Is it safe to reach them this way?"))
    voicemail_ok = Code(Answer.choices, label=_("May we leave a voicemail?"))
    call_ok = Code(Answer.choices, label=_("May we call?"))
    text_ok = Code(Answer.choices, label=_("May we send a text message?"))
    safe_times = Text(max_length=120, label=_("Safe days and times"))
    who_may_answer = Text(max_length=120, label=_("Who else may answer?"))
    code_phrase = Text(max_length=120, label=_("Code phrase"))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if wrong := what_is_wrong(attrs["kind"], attrs["value"]):
            raise ValidationError({"value": [str(wrong)]})
        return attrs


class PersonBody(Strict):
    """Somebody who was harmed or is responsible, a party of a mediation where neither is the one
    harmed, or who stands beside one of them.
    """

    side = Code(Side.choices, required=True, label=_("Side"))
    part = Code(Part.choices, label=_("Part"))
    first_name = Text(max_length=80, label=_("First name"))
    last_name = Text(max_length=80, label=_("Last name"))
    organisation = Text(max_length=120, label=_("Organisation that was harmed or is a party"))
    date_of_birth = Day(years=OLDEST, label=_("Date of birth"))
    age = WholeNumber(
        min_value=0, max_value=OLDEST, required=False, label=_("Age, where no date of birth")
    )
    language = Text(max_length=20, label=_("Language, such as en or cy"))
    contacts_us = YesOrNo(
        required=False, label=_("It is not safe to contact them: they contact us")
    )
    lives_in_area = Code(Answer.choices, label=_("Do they live in the area?"))
    accepts_responsibility = Code(Answer.choices, label=_("Do they accept responsibility?"))
    custody = Code(Custody.choices, label=_("Custody or supervision"))
    establishment = Text(max_length=120, label=_("Prison"))
    release_on = Day(may_be_ahead=True, label=_("Release date"))
    needs = Text(
        max_length=2000,
        several_lines=True,
        label=_("What helps them to take part: interpreter, access, format"),
    )
    ways_to_reach = serializers.ListField(
        child=WayBody(), required=False, max_length=MOST_WAYS, label=_("Way to reach them")
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        organisation = attrs.get("organisation")
        of_a_person = [attrs.get(name) for name in ("first_name", "last_name", "date_of_birth")]
        if organisation and any(of_a_person):
            raise ValidationError({"organisation": [ONE_KIND]})
        if organisation and attrs["side"] == Side.RESPONSIBLE:
            raise ValidationError({"organisation": [NOT_RESPONSIBLE]})
        if not organisation and not any(of_a_person[:2]):
            raise ValidationError([WHOSE_NAME])
        return attrs


class IncidentBody(Strict):
    """What happened: one incident or course of conduct."""

    offence = Code(Offence.choices, required=True, label=_("Kind of harm"))
    account = Text(
        max_length=5000,
        several_lines=True,
        required=True,
        label=_("What happened, and what harm was done"),
    )
    happened_on = Day(label=_("When it happened"))
    happened_about = Text(max_length=80, label=_("When it happened, in words"))
    happened_in_area = Code(Answer.choices, label=_("Did it happen in the area?"))
    police_reference = Text(max_length=40, label=_("Police crime reference"))
    reported = Code(Answer.choices, label=_("Was it reported to the police?"))
    justice_stage = Code(JusticeStage.choices, label=_("Where it is in the justice system"))
    proceedings_live = Code(Answer.choices, label=_("Are proceedings live?"))
    responsible_identified = Code(Answer.choices, label=_("Is it known who is responsible?"))
    flags = serializers.ListField(
        child=Code(Flag.choices, required=True),
        required=False,
        max_length=len(Flag.choices),
        label=_("What calls for special care"),
    )
    risks_told = Text(
        max_length=2000, several_lines=True, label=_("Risks that the referrer knows of")
    )


class ReferrerBody(Strict):
    """The officer or worker whom the service may ask."""

    name = Text(max_length=120, required=True, label=_("Name of the referrer"))
    email = serializers.EmailField(
        required=False, allow_blank=True, max_length=254, label=_("Work email address")
    )
    telephone = Text(max_length=40, label=_("Telephone"))


class AgreementBody(Strict):
    """Whether the person who is referred has agreed to it."""

    agreed = Code(
        Answer.choices, required=True, label=_("Has the person who is referred agreed to it?")
    )
    agreed_on = Day(label=_("When they agreed"))
    other_side_knows = Code(Answer.choices, label=_("Does the other side know?"))


class ReferralBody(Strict):
    """One referral: who refers, what happened, and everybody who was part of it. The sides are
    `harmed` and `responsible`, or `party_a` and `party_b`, never both kinds.
    """

    source = Code(AGENCY_SOURCES, required=True, label=_("Who refers"))  # type: ignore[assignment]
    initiator = Code(Initiator.choices, required=True, label=_("Who wanted it first"))
    referrer = ReferrerBody(label=_("Referrer"))
    agreement = AgreementBody(label=_("Agreement"))
    incident = IncidentBody(label=_("Incident"))
    people = serializers.ListField(
        child=PersonBody(), min_length=1, max_length=MOST_PEOPLE, label=_("Person")
    )

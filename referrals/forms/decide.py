"""One form for each way to decide. Accepting has its own page, where the case is opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.pipeline import REJECTIONS
from referrals.queries.addressee import Addressee
from referrals.sides import fitting
from referrals.stages import Channel, Decision, Instead, Pause, Told
from ui import fields
from ui.forms import VersionedForm

OURS = {Channel.WEB, Channel.SYSTEM, Channel.LIST, Channel.TRANSFER}
HEARD = [(one.value, one.label) for one in Channel if one not in OURS]


class WayForm(VersionedForm):
    """A way to decide: by which decision, or one of those that it asks for, and with what else.

    `stays` leads back to the referral rather than to its queue.
    """

    decision: Decision
    title: str | Promise
    button: str | Promise = _("Save the decision")
    stays = False

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        today: date,
        mediation: bool = False,
        referrer: Addressee | None = None,
        **kwargs: Any,
    ) -> None:
        """`mediation`: what is asked fits two parties of whom neither is the one harmed. `referrer`
        is how whoever referred can be told of a question.
        """
        super().__init__(data, **kwargs)
        if "paused_for" in self.fields:
            waiting: Any = self.fields["paused_for"]
            waiting.hints = {Pause.REFERRER.value: _how_they_learn(referrer or Addressee())}
        for name in {"told", "reason"} & set(self.fields):
            asked: Any = self.fields[name]
            asked.choices = fitting(asked.choices, mediation=mediation)
        if "again_on" in self.fields:
            day: Any = self.fields["again_on"]
            day.earliest = today + timedelta(days=1)

    def decided(self) -> dict[str, Any]:
        """What the action takes."""
        return {"decision": self.decision, **self.cleaned_data}

    def kept(self) -> list[tuple[str, str]]:
        """What was answered, as a person reads it, for somebody who came second."""
        return [
            (str(field.label), words)
            for field in self.visible_fields()
            if (words := _in_words(field.field, field.value()))
        ]


def _how_they_learn(referrer: Addressee) -> str | Promise:
    if referrer.can_answer_here:
        return _(
            "They read what you write below, and can answer it here. An email with the reference "
            "tells them that you ask."
        )
    if referrer.work_email:
        return _(
            "They have no page here: ring or write to them. An email with the reference asks them "
            "to call you; it does not say what you ask."
        )
    return _("They have no page here and are sent nothing: ring or write to them.")


def _in_words(field: Any, value: Any) -> str:
    labels = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values if one)


class AskForm(WayForm):
    decision = Decision.MORE_INFO
    title = _("Ask for information")
    button = _("Stop the clock and wait")

    paused_for = fields.ChoiceField(
        label=_("Who are you waiting for?"),
        choices=Pause.choices,
        missing=_("Select whom you wait for"),
    )
    note = fields.LongTextField(
        label=_("What do you need to know?"),
        missing=_("Enter what you need to know"),
        max_length=2000,
        rows=4,
    )


def _note(label: Any, missing: Any, help_text: Any = "") -> fields.LongTextField:
    return fields.LongTextField(
        label=label, missing=missing, help_text=help_text, max_length=2000, rows=4
    )


class TellForm(WayForm):
    """No case: what was offered in its place, and who is told."""

    instead = fields.ChoiceField(
        label=_("What was offered instead?"),
        choices=Instead.choices,
        missing=_("Select what was offered instead"),
    )
    told = fields.ChoicesField(
        label=_("Who is told?"),
        choices=Told.choices,
        missing=_("Select who is told, or nobody"),
    )
    note = _note(
        _("Why?"),
        _("Enter why, in a sentence"),
        _("A sentence for whoever asks later. The referrer does not see it."),
    )

    def clean_told(self) -> list[str]:
        told: list[str] = self.cleaned_data["told"]
        if Told.NOBODY in told and len(told) > 1:
            self.add_error("told", _("Select who is told, or nobody, but not both"))
        return told


class NotSuitableForm(TellForm):
    decision = REJECTIONS[0]
    title = _("Not suitable")

    reason = fields.ChoiceField(
        label=_("Why is it not suitable?"),
        choices=[(one.value, one.label) for one in REJECTIONS],
        missing=_("Select why it is not suitable"),
    )
    again_on = fields.DayField(
        label=_("Day to look at it again"),
        help_text=_("Only where proceedings are contested or pending."),
        required=False,
    )
    field_order = ["reason", "again_on", "instead", "told", "note"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("again_on") and told.get("reason") != Decision.LIVE_PROCEEDINGS:
            self.add_error(
                "again_on", _("Only a referral with live proceedings has a day to look again")
            )
        return told

    def decided(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"decision": Decision(told.pop("reason")), **told}


class InformationForm(TellForm):
    decision = Decision.INFO_ONLY
    title = _("Information only")


class YouthJusticeForm(TellForm):
    decision = Decision.YOUTH_JUSTICE
    title = _("Pass to the youth justice service")
    note = _note(_("To whom, and what were they told?"), _("Enter to whom it was passed"))


class SpecialistForm(TellForm):
    decision = Decision.SPECIALIST
    title = _("Pass to a specialist service")
    note = _note(_("To whom, and what were they told?"), _("Enter to whom it was passed"))


class TakeUpForm(WayForm):
    decision = Decision.TAKEN_UP
    title = _("Take up again")
    button = _("Take it up again")
    stays = True
    note = _note(
        _("What has changed?"),
        _("Enter what has changed"),
        _("The time to decide begins anew today."),
    )


class AnswerForm(WayForm):
    decision = Decision.ANSWERED
    title = _("Write down the answer")
    button = _("Save the answer")
    stays = True

    channel = fields.ChoiceField(
        label=_("How did it come?"), choices=HEARD, missing=_("Select how it came")
    )
    text = fields.LongTextField(
        label=_("What did you learn?"),
        missing=_("Enter what you learnt"),
        max_length=5000,
        rows=6,
        help_text=_("The time to decide goes on from where it stopped."),
    )


WAYS: dict[str, type[WayForm]] = {
    "ask": AskForm,
    "answer": AnswerForm,
    "not-suitable": NotSuitableForm,
    "information": InformationForm,
    "youth-justice": YouthJusticeForm,
    "specialist": SpecialistForm,
    "take-up": TakeUpForm,
}
"""By the word that stands in the address, in the order in which the page offers them."""

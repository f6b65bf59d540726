from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from referrals.models import Lawful
from ui import fields
from ui.forms import Form, VersionedForm


class TransferForm(VersionedForm):
    """To which area, and why that service may be told."""

    to_area = fields.RowSelectField(
        queryset=Area.objects.none(),
        label=_("Which area?"),
        missing=_("Select the area"),
        help_text=_("Only areas whose service uses RJCase are listed."),
    )
    lawful = fields.ChoiceField(
        label=_("Why may the other service be told?"),
        missing=_("Select why the other service may be told"),
        choices=Lawful.choices,
    )
    reason = fields.LongTextField(
        label=_("How do you know, or why is it right?"),
        help_text=_(
            "Not needed where the person agreed. The other service reads this. Name nobody."
        ),
        max_length=1000,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to_area"]
        field.queryset = areas
        field.label_from_instance = lambda area: f"{area.name}: {area.service_name}"


class AnswerForm(Form):
    """Take a parcel, or send it back with a reason."""

    answer = fields.ChoiceField(
        label=_("What do you want to do?"),
        missing=_("Select what you want to do"),
        choices=[("accept", _("Accept it")), ("refuse", _("Send it back"))],
        hints={
            "accept": _("It becomes a referral of your area, to triage. You then see who it is."),
            "refuse": _("It stays theirs, and they read your reason."),
        },
    )
    reason = fields.LongTextField(
        label=_("Why do you send it back?"),
        help_text=_("Only if you do. The other service reads this. Name nobody."),
        max_length=1000,
        rows=4,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("answer") == "refuse" and not answers.get("reason"):
            self.add_error("reason", gettext("Write down why you send it back"))
        return answers

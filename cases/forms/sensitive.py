"""Why a case is sensitive, or is not after all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.stages.sensitive import MARKED_BY_HAND, NotSensitiveReason, SensitiveReason
from ui import fields
from ui.forms import VersionedForm


class MarkForm(VersionedForm):
    reason = fields.ChoiceField(
        label=_("Why it is sensitive"),
        choices=[(one.value, one.label) for one in MARKED_BY_HAND],
        missing=_("Select why the case is sensitive"),
    )

    def clean_reason(self) -> SensitiveReason:
        return SensitiveReason(self.cleaned_data["reason"])


class UnmarkForm(VersionedForm):
    reason = fields.ChoiceField(
        label=_("Why it is not sensitive"),
        choices=NotSensitiveReason.choices,
        missing=_("Select why the case is not sensitive"),
    )

    def clean_reason(self) -> NotSensitiveReason:
        return NotSensitiveReason(self.cleaned_data["reason"])

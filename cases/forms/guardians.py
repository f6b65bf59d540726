from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from ui import fields
from ui.forms import VersionedForm

ASKED, NOT_ASKED = "yes", "no"


class NoGuardianForm(VersionedForm):
    """Whether a parent or guardian is asked beside a child, and if none is, why."""

    edits = True
    asked = fields.ChoiceField(
        label=_("Is a parent or guardian asked for consent?"),
        choices=(
            (ASKED, _("Yes, a parent or guardian is asked besides")),
            (NOT_ASKED, _("No, none can be asked: the child alone is")),
        ),
        missing=_("Select whether a parent or guardian is asked"),
    )
    why = fields.TextField(
        label=_("If none can be asked: why, and who holds responsibility for them?"),
        help_text=_(
            "For example, the only parent is the one harmed, and a social worker was asked. "
            "Everybody who works on the case reads it."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        why = participant.no_guardian_why
        initial = {
            "asked": NOT_ASKED if why else ASKED,
            "why": why,
            "version": participant.version,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("asked") == NOT_ASKED and answers.get("why") == "":
            self.add_error("why", gettext("Enter why no parent or guardian can be asked"))
        return answers

    def told(self) -> dict[str, Any]:
        """The answers as `say_why_no_guardian` takes them."""
        answers = self.cleaned_data
        why = answers["why"] if answers["asked"] == NOT_ASKED else ""
        return {"why": why, "version": answers["version"]}

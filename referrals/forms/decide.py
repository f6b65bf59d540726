from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from referrals.pipeline import TRIAGE, Step
from referrals.stages import Decision
from ui import fields
from ui.fields import CHOOSE
from ui.forms import VersionedForm


def _decisions(steps: Sequence[Step]) -> list[Any]:
    """The decisions that the steps offer: one alone as itself, several under the step's label."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for step in steps:
        found[str(step.label)] = [(one.value, one.label) for one in step.decisions]
    return [
        (rows[0][0], label) if len(rows) == 1 else (label, rows) for label, rows in found.items()
    ]


class DecideForm(VersionedForm):
    """Any decision but to accept, which is made by opening the case."""

    decision = fields.SelectField(
        label=_("What do you decide?"), missing=_("Select what you decide")
    )
    note = fields.LongTextField(
        label=_("Note"),
        missing=_("Enter what you need to know, or why it is not suitable"),
        max_length=2000,
        rows=4,
        help_text=_(
            "What you need to know, or why it is not suitable. The referrer does not see it."
        ),
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._choose_from(TRIAGE)

    def offer(self, steps: Sequence[Step]) -> None:
        """Print only what is open here; that something else was sent is for the action to judge."""
        self._choose_from([step for step in steps if Decision.ACCEPT not in step.decisions])

    def _choose_from(self, steps: Sequence[Step]) -> None:
        field: Any = self.fields["decision"]
        field.choices = [("", CHOOSE), *_decisions(steps)]

    def decided(self) -> dict[str, Any]:
        """What `decide_referral` takes."""
        told = self.cleaned_data
        return {
            "decision": Decision(told["decision"]),
            "note": told["note"],
            "version": told["version"],
        }

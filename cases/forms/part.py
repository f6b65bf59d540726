from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.parts import part_label, parts_in
from cases.stages import ParticipantRole, Side
from ui import fields
from ui.forms import VersionedForm


class PartForm(VersionedForm):
    """The part that somebody really has. `seen` is what the page showed that ends with the old."""

    edits = True
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    part = fields.ChoiceField(
        label=_("What is their part in the case?"), missing=_("Select their part")
    )

    def __init__(
        self,
        *args: Any,
        participant: Participant,
        others: Collection[str],
        seen: str,
        words: Mapping[str, str | Promise],
        **kwargs: Any,
    ) -> None:
        stands = f"{participant.role}:{participant.side}"
        initial = {"part": stands, "seen": seen, "version": participant.version}
        super().__init__(*args, initial=initial, **kwargs)
        sides = {participant.side, *others} if others else ()
        part: Any = self.fields["part"]
        part.choices = [
            (f"{role.value}:{side.value}", part_label(role, side, words))
            for role, side in parts_in(sides)
        ]

    def lost_race(self, text: str, *, version: int | None = None) -> None:
        """What is shown now is what ends at a second sending."""
        super().lost_race(text, version=version)
        answers: Any = self.data
        answers[self.add_prefix("seen")] = self.initial["seen"]

    def told(self) -> dict[str, Any]:
        """The answers as `correct_part` takes them."""
        answers = dict(self.cleaned_data)
        role, _colon, side = answers.pop("part").partition(":")
        return {**answers, "role": ParticipantRole(role), "side": Side(side)}

"""Whether everybody on a side has been named: what closes the task of that side."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Answer
from ui import fields

from .pages import Asked, TaskForm

ALL, NOBODY, UNKNOWN = "all", "nobody", "unknown"
EVERYBODY = _("Have you added everybody?")
YES = _("Yes, everybody I know of")


class SideForm(TaskForm):
    """`named` is how many people of the side are in the draft."""

    everybody = fields.ChoiceField(
        label=EVERYBODY, missing=_("Select whether you have added everybody")
    )

    def __init__(
        self, data: QueryDict | None = None, *, asked: Asked, named: int, **kwargs: Any
    ) -> None:
        super().__init__(data, asked=asked, **kwargs)
        self.named = named

    def clean_everybody(self) -> str:
        answer: str = self.cleaned_data["everybody"]
        if answer == ALL and not self.named:
            self.add_error("everybody", _("Add somebody, or select that nobody is known"))
        if answer != ALL and self.named:
            self.add_error("everybody", _("Remove the people above, or select that you added all"))
        return answer


class HarmedSideForm(SideForm):
    everybody = fields.ChoiceField(
        label=EVERYBODY,
        choices=[(ALL, YES), (NOBODY, _("It is not known who was harmed"))],
        missing=_("Select whether you have added everybody"),
    )


class PartySideForm(SideForm):
    everybody = fields.ChoiceField(
        label=EVERYBODY,
        choices=[(ALL, YES), (NOBODY, _("It is not known who this party is"))],
        missing=_("Select whether you have added everybody"),
    )

    def identified(self) -> str:
        """A mediation asks of nobody whether they are responsible."""
        return Answer.UNKNOWN


class ResponsibleSideForm(SideForm):
    everybody = fields.ChoiceField(
        label=EVERYBODY,
        choices=[
            (ALL, YES),
            (NOBODY, _("Nobody has been identified")),
            (UNKNOWN, _("I do not know whether anybody has been identified")),
        ],
        missing=_("Select whether you have added everybody"),
    )

    def identified(self) -> str:
        """Whether somebody responsible was identified, as an Answer."""
        return {ALL: Answer.YES, NOBODY: Answer.NO, UNKNOWN: Answer.UNKNOWN}[
            self.cleaned_data["everybody"]
        ]

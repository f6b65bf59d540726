"""One page of the public's journey: a question, and what an answer to it asks for besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise

from referrals.actions.told_by_public import Answers
from referrals.forms.as_sent import in_words
from ui.forms import Form, GovBoundField


class AskedField(GovBoundField):
    """A field that may be the heading of its page, and whose choices may ask for more."""

    form: Any

    @property
    def is_heading(self) -> bool:
        return bool(self.form.heads == self.name)

    @property
    def heading(self) -> str:
        """The label; what is needed once its choice was made is not called optional."""
        return str(self.label) if self.name in self.form.plain else super().heading

    @property
    def options(self) -> list[dict[str, Any]]:
        reveals = self.form.reveals.get(self.name, {})
        return [
            {
                **one,
                "fields": [self.form[name] for name in reveals.get(str(one["value"]), ())],
                "exclusive": str(one["value"]) == self.form.exclusive,
            }
            for one in super().options
        ]


class PublicForm(Form):
    """One page of questions.

    `heads` is the field whose label is the page's heading, else `title` is. `reveals` says which
    fields belong to a choice, by field and value; `needed` what to say where such a one is empty;
    `plain` which are not called optional; `private` which stand with the contact details alone;
    `called` what a question is called beside its answer, where its label only fits the page.
    `exclusive` is the choice that stands alone. What belongs to a choice that was not made is
    forgotten, and so is what was wrong with it.
    """

    bound_field_class = AskedField
    title: str | Promise = ""
    lead: str | Promise = ""
    heads = ""
    exclusive = ""
    reveals: ClassVar[dict[str, dict[str, tuple[str, ...]]]] = {}
    needed: ClassVar[dict[str, str | Promise]] = {}
    plain: ClassVar[frozenset[str]] = frozenset()
    private: ClassVar[frozenset[str]] = frozenset()
    called: ClassVar[dict[str, str | Promise]] = {}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        answers: Answers,
        today: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.answers, self.today = answers, today
        super().__init__(data, **kwargs)
        self.adapt()
        field: Any
        for field in self.fields.values():
            field.template_name = "refer/_field.html"
            field.widget.attrs["autocomplete"] = "off"

    def adapt(self) -> None:
        """Ask in the words that fit what was answered before."""

    def ask(self, name: str, label: str | Promise, help_text: str | Promise = "") -> None:
        """Ask a question in other words."""
        one: Any
        for one in (self.fields[name], self[name]):
            one.label = label
            one.help_text = help_text or one.help_text

    @property
    def is_for_somebody_else(self) -> bool:
        return self.answers.get("you", {}).get("who") in {"family", "other"}

    @property
    def asked(self) -> list[BoundField]:
        """The fields that stand by themselves; the others stand under their choice."""
        under = {
            name
            for choices in self.reveals.values()
            for names in choices.values()
            for name in names
        }
        return [field for field in self.visible_fields() if field.name not in under]

    def clean(self) -> dict[str, Any]:
        for chooser, choices in self.reveals.items():
            chosen = self.cleaned_data.get(chooser) or ()
            chosen = [chosen] if isinstance(chosen, str) else chosen
            wanted = {name for value in chosen for name in choices.get(value, ())}
            for name in {name for names in choices.values() for name in names}:
                self._settle(name, wanted=name in wanted)
        return self.cleaned_data

    def _settle(self, name: str, *, wanted: bool) -> None:
        if not wanted:
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].clean("")
        elif name in self.needed and name not in self.errors and not self.cleaned_data[name]:
            self.add_error(name, str(self.needed[name]))

    def told(self) -> dict[str, Any]:
        """What was answered, as it is kept in the draft."""
        return dict(self.cleaned_data)

    def pairs(self, told: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Each question with the answer in words; what was left empty is not among them."""
        found = [
            (
                str(self.called.get(field.name, field.label)),
                in_words(field, told.get(field.name) or ""),
            )
            for field in self.visible_fields()
        ]
        return [(question, answer) for question, answer in found if answer]

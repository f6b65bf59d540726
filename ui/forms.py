"""Our forms: GOV.UK markup by Django's own renderer, and what every form of ours does.

A form turns text into values and never saves.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget
from django.utils.translation import gettext, gettext_lazy

from ui.days import PARTS, DayBoxes, MomentBoxes
from ui.merging import (
    AS_SHOWN,
    Difference,
    also_changed,
    as_shown,
    differences,
    put_theirs,
    untouched,
    use_theirs,
)
from ui.sentences import speak

KINDS: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (DayBoxes, "days"),
    (MomentBoxes, "days"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file-upload"),
    (forms.Widget, "input"),
)
BOXES = {"textarea", "select", "file-upload", "input"}
GROUPS = {"radios", "checkboxes", "days"}


class GovBoundField(BoundField):
    """A field on a page, with the names that GOV.UK's style sheet and screen readers need."""

    @property
    def kind(self) -> str:
        return next(kind for widget, kind in KINDS if isinstance(self.field.widget, widget))

    @property
    def grouped(self) -> bool:
        """Whether it is several inputs under one legend."""
        return self.kind in GROUPS

    @property
    def heading(self) -> str:
        """The label, and that it may be left empty; a box to tick may always be, and where one
        answer is chosen beforehand nothing is.
        """
        label = str(self.label)
        chosen = self.kind == "radios" and self.field.initial
        if self.field.required or chosen or self.kind == "tick" or "optional" in label.lower():
            return label
        return gettext("%(label)s (optional)") % {"label": label}

    @property
    def counted(self) -> int | None:
        """How many characters it holds, where the page is to count them."""
        counts = getattr(self.field, "count", False)
        return getattr(self.field, "max_length", None) if counts else None

    @property
    def first_id(self) -> str:
        """The first input that can take the focus: of radios and dates the group itself cannot."""
        return f"{self.auto_id}_0" if self.grouped else str(self.auto_id)

    @property
    def described_by(self) -> str:
        """The ids of the hint, of the error and of the count, where they are printed."""
        printed = {
            "info": self.counted,
            "hint": self.help_text,
            "error": self.errors,
        }
        return " ".join(f"{self.auto_id}-{part}" for part, there in printed.items() if there)

    @property
    def options(self) -> list[dict[str, Any]]:
        """Radios or boxes to tick, each with its id, label, hint and whether it is chosen."""
        hints = getattr(self.field, "hints", {})
        return [
            {
                "id": one.id_for_label,
                "value": one.data["value"],
                "label": one.choice_label,
                "hint": hints.get(str(one.data["value"]), ""),
                "checked": one.data["selected"],
            }
            for one in self.subwidgets
        ]

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """The boxes of a day or a moment."""
        widget = self.field.widget
        context = widget.get_context(self.html_name, self.value(), {"id": self.auto_id})
        labels = (*PARTS.values(), gettext("Time"))
        return [
            {
                "id": box["attrs"]["id"],
                "name": box["name"],
                "value": box["value"] or "",
                "label": label,
                "width": 2 if i < 2 else 4 if i == 2 else 5,
                "numeric": i < 3,
            }
            for i, (box, label) in enumerate(zip(context["widget"]["subwidgets"], labels))  # noqa: B905
        ]

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """No `required` and no `maxlength`: a sentence from us is clearer than the browser's.

        No placeholder either: it vanishes when one begins to type and reads like an answer.
        """
        built = super().build_widget_attrs(attrs, widget)
        for name in ("required", "aria-invalid", "aria-describedby"):
            built.pop(name, None)
        for name in ("maxlength", "placeholder"):
            (widget or self.field.widget).attrs.pop(name, None)
        if self.is_hidden or self.kind not in BOXES:
            return built
        built["class"] = self._classes()
        if self.described_by:
            built["aria-describedby"] = self.described_by
        return built

    def _classes(self) -> str:
        name = f"govuk-{self.kind}"
        width = getattr(self.field, "width", None)
        return " ".join(
            part
            for part in (
                name,
                f"{name}--error" if self.errors else "",
                f"govuk-input--width-{width}" if width else "",
                "govuk-js-character-count" if self.counted else "",
            )
            if part
        )


class GovRenderer(TemplatesSetting):
    """FORM_RENDERER: every form of the project, allauth's too, comes out in one look."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovBoundField


def dress(form: forms.BaseForm) -> None:
    """Give a form our sentences and limits; for those that a library brings, in their __init__."""
    for name, field in form.fields.items():
        speak(field, str(form[name].label))


class Form(forms.Form):
    """The form that all of ours are made from: our sentences, and hard limits on every answer.

    `conflict` is None, or the sentence that tells that somebody else was faster (409).
    """

    conflict: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class VersionedForm(Form):
    """A form about a row that others edit too: it carries the version that it was shown with.

    One that `edits` is made with what the row says now as its initial answers: whoever loses a race
    sees both versions and chooses.
    """

    edits = False

    version = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("This page was out of date. Check your answers and send them again."),
        ),
    )

    differing: Sequence[Difference] = ()
    theirs: Sequence[tuple[str, str]] = ()

    @property
    def as_shown(self) -> str:
        """What stood in the form when it was first shown: carried along until it is sent."""
        return str(self.data.get(AS_SHOWN, "")) if self.is_bound else as_shown(self)

    def full_clean(self) -> None:
        """Of what was theirs and was chosen, take that."""
        if self.is_bound and self.edits:
            use_theirs(self)
        super().full_clean()

    def lost_race(self, text: str, *, version: int | None = None) -> None:
        """Keep the answers, put those that stand now beside them, and let a second sending save
        what is chosen knowingly. What only the other one changed is taken, and told.

        `version` is the row's now, by default the one that the form was made with.
        """
        self.conflict = text
        now = self["version"].initial if version is None else version
        answers: Any = copy(self.data)
        answers[self.add_prefix("version")] = str(now)
        if self.edits:
            only_theirs = untouched(self)
            self.differing = differences(self, besides=only_theirs)
            self.theirs = also_changed(only_theirs)
            for bound in only_theirs:
                put_theirs(answers, bound)
            answers[AS_SHOWN] = as_shown(self)
        self.data = answers

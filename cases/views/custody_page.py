"""A form about a participant's prison or supervision: it leads back to their page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.scoping import AreaQuerySet
from cases.models import Case, Participant
from cases.queries.activities import one_side
from cases.queries.case import get_participant
from ui.dates import day
from ui.forms import Form, VersionedForm
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, seen

Row = TypeVar("Row", bound=Model)
HERE = "cases:people"


@dataclass(frozen=True, slots=True)
class AboutCustody:
    """A participant of a visible case."""

    request: HttpRequest
    actor: Actor
    case: Case
    who: Participant

    @property
    def url(self) -> str:
        return at("custody", self.actor, self.case, self.who.pk)

    def one_of(self, rows: AreaQuerySet[Row], pk: UUID) -> Row:
        """One of the participant's own rows, or 404."""
        row = get_object_or_404(rows, pk=pk)
        setattr(row, "against" if hasattr(row, "against_id") else "participant", self.who)
        return row

    def answer(
        self,
        form: Form,
        act: Callable[[], object],
        *,
        done: str,
        row: Model | None = None,
        follows: Callable[[], None] | None = None,
        **context: Any,
    ) -> HttpResponse:
        """The form's page. After a lost race it says what stands now, and may be sent again."""
        if form.is_valid() and attempt(form, act):
            return back(self.request, done, self.url)
        if form.conflict and follows:
            follows()
        return self._page(form, **_after_a_race(form, row), **context)

    def _page(self, form: Form, **context: Any) -> HttpResponse:
        return form_page(
            self.request,
            "cases/custody/form.html",
            form,
            **frame(self.actor, self.case, HERE),
            who=one_side(self.who, words_of(self.actor)),
            cancel=self.url,
            **context,
        )


def about_custody(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> AboutCustody:
    """The participant through the visible case, or 404; that the case was seen is written down."""
    case = seen(request, actor, reference)
    return AboutCustody(request, actor, case, get_participant(actor, case, participant))


def _after_a_race(form: Form, row: Model | None) -> dict[str, Any]:
    """The form takes the version that stands, and the page tells what the record says now."""
    if not form.conflict or row is None or not isinstance(form, VersionedForm):
        return {}
    form.lost_race(form.conflict, version=row.version)  # type: ignore[attr-defined]
    return {"standing": standing(form, row)}


def standing(form: Form, row: Model) -> list[tuple[str, str]]:
    """What the row says now, for each question of the form that it has an answer to."""
    return [
        (str(field.label), in_words(row, name))
        for name, field in form.fields.items()
        if name != "version" and hasattr(row, name)
    ]


def in_words(row: Model, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return day(value) if isinstance(value, date) else str(value or _("Nothing"))

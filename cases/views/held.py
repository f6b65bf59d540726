"""A form of a case that may be left and come back to: its draft, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from drafts.actions import DraftTooLong, drop_draft
from drafts.models import Draft
from drafts.views import OPEN, drops, keep, keeps, kept, restored, unjudged
from ui.forms import Form
from ui.pages import back


@dataclass(frozen=True, slots=True)
class Held:
    """What the actor kept of one form about one thing, and what they do with it now."""

    request: HttpRequest
    actor: Actor
    form: str
    subject: str
    draft: Draft | None
    at: str

    @property
    def opened(self) -> Draft | None:
        return self.draft if OPEN in self.request.GET else None

    @property
    def data(self) -> QueryDict | None:
        """What the form is filled with."""
        return restored(self.request, self.opened)

    def answer(self, form: Form, to: str) -> HttpResponse | None:
        """Where it leads once the answers are kept or the draft is dropped; none if neither."""
        if self.opened and self.request.method == "GET":
            unjudged(form)
        if drops(self.request):
            self.drop()
            return redirect(self.at)
        return self._keep(form, to) if keeps(self.request) else None

    def is_sent(self, form: Form) -> bool:
        """Whether the form was sent and holds; a draft that is opened is not judged."""
        return self.request.method == "POST" and form.is_valid()

    def drop(self) -> None:
        """The form was sent, or is no longer wanted."""
        if self.draft:
            drop_draft(self.draft, by=self.actor)

    def _keep(self, form: Form, to: str) -> HttpResponse | None:
        unjudged(form)
        form.cleaned_data = {}
        if self.draft and not self.opened:
            form.add_error(None, _("You have another draft. Discard it before you keep this."))
            return None
        try:
            keep(self.request, self.actor, form=self.form, subject=self.subject)
        except DraftTooLong as refused:
            form.add_error(None, str(refused))
            return None
        return back(self.request, _("Your answers are kept."), to)


def held(request: HttpRequest, actor: Actor, *, form: str, subject: object, at: str = "") -> Held:
    """The draft of a form about something, if the actor kept one; `at` is where the form stands."""
    key = str(subject)
    draft = kept(actor, form=form, subject=key)
    return Held(request, actor, form, key, draft, at or request.path)

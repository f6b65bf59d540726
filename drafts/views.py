"""Keeping and restoring the answers of a form: what a page with more than three fields uses.

draft = kept(request, actor, form=FORM, subject=subject)          # what is there, if anything
if keeps(request):                                                # "Save and come back later"
    keep(request, actor, form=FORM, subject=subject)
    return back(request, _("Your answers are kept."), ...)
if drops(request):                                                # "Discard the draft"
    drop_draft(draft, by=actor)
form = MyForm(restored(request, draft), ...)                      # as it was, judged by nobody
"""

from __future__ import annotations

from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from areas.actor import Actor
from rjcase import clock

from .actions import answers_in, keep_draft
from .models import Draft
from .queries import draft_of

KEEP, DROP, OPEN = "keep_draft", "drop_draft", "draft"
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "form_key", KEEP, DROP})


def keeps(request: HttpRequest) -> bool:
    """Whether "Save and come back later" was pressed."""
    return request.method == "POST" and KEEP in request.POST


def drops(request: HttpRequest) -> bool:
    """Whether "Discard the draft" was pressed."""
    return request.method == "POST" and DROP in request.POST


def raw_answers(request: HttpRequest) -> dict[str, list[str]]:
    """The form's answers as they were sent, right or wrong."""
    return {
        name: [str(value) for value in request.POST.getlist(name)]
        for name in request.POST
        if name not in NOT_ANSWERS
    }


def keep(
    request: HttpRequest, actor: Actor, *, form: str, subject: str, base_version: int = 0
) -> Draft:
    """Keep the answers of the form that was sent. Raises DraftTooLong."""
    return keep_draft(
        form=form,
        subject=subject,
        answers=raw_answers(request),
        by=actor,
        now=clock.now(),
        base_version=base_version,
    )


def kept(actor: Actor, *, form: str, subject: str) -> Draft | None:
    """What the actor kept of this form, to be offered with `<c-draft>`."""
    return draft_of(actor, form, subject)


def restored(request: HttpRequest, draft: Draft | None) -> QueryDict | None:
    """The data of the form: what was sent, what was kept where the draft was opened, or none."""
    if request.method == "POST":
        return request.POST
    if draft is None or OPEN not in request.GET:
        return None
    return as_data(answers_in(draft))


def as_data(answers: dict[str, list[str]]) -> QueryDict:
    """Kept answers as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, values)
    return data


def unjudged(form: BaseForm) -> None:
    """Show the answers that a form was restored with, and say nothing yet of what is missing."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]

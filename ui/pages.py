"""The two answers that a page with a form gives."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ui.drafting import Drafting, drafting_of


def form_page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    *,
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """The page with its form: 409 after a lost race, 422 with errors, else 200.

    Answers that were kept as a draft are put back, and judged only when they are sent.
    """
    drafting = drafting_of(request)
    if drafting and drafting.answers is not None and not form.is_bound:
        put_back(form, drafting)
    if status is None:
        lost = getattr(form, "conflict", None)
        status = 409 if lost else 422 if form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def put_back(form: BaseForm, drafting: Drafting) -> None:
    """Show answers in a form, without a word about what is missing in them."""
    form.data, form.is_bound = drafting.answers, True  # type: ignore[assignment]
    form._errors, form.cleaned_data = ErrorDict(), {}  # type: ignore[attr-defined]
    if drafting.refusal:
        form.add_error(None, drafting.refusal)


def back(request: HttpRequest, message: str, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say that it is done, and lead to the page where that can be seen."""
    messages.success(request, message)
    answer: HttpResponse = redirect(to, *args, **kwargs)
    return answer

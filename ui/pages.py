"""The two answers that a page with a form gives."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def form_page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    *,
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """The page with its form: 409 after a lost race, 422 with errors, else 200."""
    if status is None:
        lost = getattr(form, "conflict", None)
        status = 409 if lost else 422 if form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def back(request: HttpRequest, message: str, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say that it is done, and lead to the page where that can be seen."""
    messages.success(request, message)
    answer: HttpResponse = redirect(to, *args, **kwargs)
    return answer

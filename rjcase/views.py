"""Pages that belong to no area: is the process alive, is everything that it needs there."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import defaults

from areas.problems import API, problem
from ui.written import written


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and every migration has run."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return JsonResponse({"migrations_missing": missing}, status=503 if missing else 200)


def front(request: HttpRequest) -> HttpResponse:
    """The front door leads to one's areas."""
    return redirect("areas:choose")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django itself refuses: for programs a problem, for people a page."""
    if isinstance(exception, RequestDataTooBig):
        return _too_long(request)
    if request.path_info.startswith(API):
        return problem(request, HTTPStatus.BAD_REQUEST, _("The request cannot be understood."))
    return defaults.bad_request(request, exception)


def _too_long(request: HttpRequest) -> HttpResponse:
    """More than the program reads at all: what was written stands in the browser alone."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if request.path_info.startswith(API):
        return problem(request, status, _("The request is too long."))
    return render(request, "413.html", status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever sent a form inside their own area gets their words back, whatever it was about: a
    case may have been given to somebody else while they wrote. A stranger gets nothing.
    """
    if request.path_info.startswith(API):
        return problem(request, HTTPStatus.NOT_FOUND, _("There is nothing at this address."))
    if request.method == "POST" and hasattr(request, "actor"):
        return render(request, "404.html", {"written": written(request)}, status=404)
    return defaults.page_not_found(request, exception)


def failure(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(API):
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong here."))
    return defaults.server_error(request)

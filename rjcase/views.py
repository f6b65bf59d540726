"""Pages that belong to no area: is the process alive, is everything that it needs there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect


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

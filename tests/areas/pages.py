"""Pages that only tests have: each does one thing that the ground floor must bear."""

from uuid import uuid4

from django.db import connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path
from rest_framework.response import Response

from areas.api import AreaApi
from areas.door import area_view
from areas.models import Agency, AreaSettings
from areas.roles import Perm
from areas.tenancy import context
from audit.record import record
from rjcase.urls import urlpatterns as real


def agency(actor, name):
    return Agency.objects.create(area=actor.area, name=f"{name} {uuid4()}", kind="other")


@area_view(Perm.AREA_ENTER)
def make(request, actor):
    """Writes first and judges afterwards, as no page should, so that the rollback is seen."""
    made = agency(actor, request.POST.get("name", ""))
    if not request.POST.get("name"):
        return HttpResponse("name it", status=422)
    if "stay" in request.POST:
        return HttpResponse("made")
    return redirect(f"/areas/{actor.area.slug}/made/{made.pk}/")


@area_view(Perm.AREA_ENTER)
def answer(request, actor, status):
    agency(actor, "Written before the answer")
    record("case.viewed", ("case", "KNT-26-00001"), by=actor)
    if status == 404:
        raise Http404
    return HttpResponse("answer", status=status)


@area_view(Perm.AREA_ENTER)
def fail(request, actor):
    agency(actor, "Written before the failure")
    raise ZeroDivisionError


@area_view(Perm.AREA_ENTER)
def wait(request, actor):
    agency(actor, "Written before the wait")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
    AreaSettings.objects.visible_to(actor).select_for_update().get()
    raise AssertionError


@area_view(Perm.AREA_ENTER)
def named(request, actor, reference):
    return HttpResponse(Agency.objects.visible_to(actor).filter(name=reference).count())


@area_view(Perm.AREA_ENTER)
def stream(request, actor):
    return StreamingHttpResponse(iter(["rows"]))


@area_view(Perm.AREA_ENTER)
def where(request, actor):
    area, user = context()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM areas_membership")
        (members,) = cursor.fetchone()
    return HttpResponse(f"{area} {user} {members}")


def nowhere(request):
    area, user = context()
    return HttpResponse(f"{area} {user}")


class Probe(AreaApi):
    perm = Perm.CASE_VIEW

    def get(self, request, area):
        return Response({"area": self.actor.area.slug, "context": str(context()[0])})

    def post(self, request, area):
        agency(self.actor, "From the API")
        raise Http404


urlpatterns = [
    path("areas/<slug:area>/make/", make, name="make"),
    path("areas/<slug:area>/answer/<int:status>/", answer, name="answer"),
    path("areas/<slug:area>/fail/", fail, name="fail"),
    path("areas/<slug:area>/wait/", wait, name="wait"),
    path("areas/<slug:area>/named/<str:reference>/", named, name="named"),
    path("areas/<slug:area>/stream/", stream, name="stream"),
    path("areas/<slug:area>/where/", where, name="where"),
    path("nowhere/", nowhere, name="nowhere"),
    path("api/v1/areas/<slug:area>/probe/", Probe.as_view(), name="probe"),
    *real,
]

from django.urls import path

from cases.views import multi_agency

AGENCIES = "cases/<str:reference>/agencies/"

urlpatterns = [
    path(AGENCIES, multi_agency.agencies, name="agencies"),
    path(f"{AGENCIES}ask/", multi_agency.agencies_add, name="agencies_add"),
    path(
        f"{AGENCIES}<uuid:advice>/correct/", multi_agency.agencies_correct, name="agencies_correct"
    ),
]

from django.urls import path

from cases.views import caseload, find, my_day, restriction

ONE = "restricted/<uuid:restriction>/"

urlpatterns = [
    path("my-day/", my_day.day, name="my_day"),
    path("find/", find.find, name="find"),
    path("caseload/", caseload.service, name="caseload"),
    path("restricted/", restriction.restricted, name="restricted"),
    path(ONE, restriction.restriction, name="restriction"),
    path(f"{ONE}close/", restriction.restriction_take, name="restriction_take"),
    path(f"{ONE}lift/", restriction.restriction_lift, name="restriction_lift"),
    path("cases/<str:reference>/restrict/", restriction.case_restrict, name="restrict"),
]

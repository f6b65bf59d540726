"""Lists of many referrals in one file."""

from django.urls import path

from referrals.views.lists import one, steps, uploads

ONE = "lists/<uuid:of>/"
urlpatterns = [
    path("lists/", uploads.lists, name="lists"),
    path(ONE, one.list_detail, name="list"),
    path(f"{ONE}columns/", steps.list_columns, name="list_columns"),
    path(f"{ONE}confirm/", steps.list_confirm, name="list_confirm"),
    path(f"{ONE}go-on/", one.list_go_on, name="list_go_on"),
    path(f"{ONE}remove/", one.list_drop, name="list_drop"),
    path(f"{ONE}results/", steps.list_results, name="list_results"),
]

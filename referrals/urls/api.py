"""The API of the front door, under `/api/v1/areas/<area>/`."""

from django.urls import path

from referrals.api.endpoints import OwnReferral, OwnReferrals

app_name = "referrals_api"
urlpatterns = [
    path("referrals/", OwnReferrals.as_view(), name="list"),
    path("referrals/<slug:reference>/", OwnReferral.as_view(), name="detail"),
]

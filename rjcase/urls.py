"""Every address of RJCase. What stands under `areas/<area>/` has a door (tests/architecture)."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path

from referrals.api.schema import schema

from . import views

handler400 = "rjcase.views.bad_request"
handler404 = "rjcase.views.not_found"
handler500 = "rjcase.views.failure"

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/password/", account.password_reset, name="account_reset_password"),
    path("sign-in/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "sign-in/password/<str:uidb36>/<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/password/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sign-out/", account.logout, name="account_logout"),
    path("", include("areas.urls")),
    path("refer/", include("referrals.urls.public")),
    path("areas/<slug:area>/referrals/", include("referrals.urls")),
    path("areas/<slug:area>/", include("cases.urls")),
    path("areas/<slug:area>/", include("risk.urls")),
    path("areas/<slug:area>/reports/", include("reporting.urls")),
    path("api/v1/schema/", schema, name="api_schema"),
    path("api/v1/areas/<slug:area>/", include("referrals.urls.api")),
    path("api/v1/areas/<slug:area>/", include("cases.api_urls")),
    path("admin/", admin.site.urls),
]

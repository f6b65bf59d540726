"""Every address of RJCase. What stands under `areas/<area>/` has a door (tests/architecture)."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from allauth.account import views as account

from . import views

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("", include("areas.urls")),
    path("areas/<slug:area>/referrals/", include("referrals.urls")),
    path("areas/<slug:area>/", include("cases.urls")),
    path("areas/<slug:area>/cases/", include("risk.urls")),
    path("areas/<slug:area>/reports/", include("reporting.urls")),
    path("api/v1/areas/<slug:area>/", include("cases.api_urls")),
    path("admin/", admin.site.urls),
]

"""Lists of many referrals in one file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

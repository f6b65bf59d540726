"""The API of the front door, under `/api/v1/areas/<area>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

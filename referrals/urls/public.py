"""The public door, `/refer/`: no account."""

from django.urls import URLPattern

app_name = "refer"
urlpatterns: list[URLPattern] = []

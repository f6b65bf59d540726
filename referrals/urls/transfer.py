"""Parcels between areas, and joining what is the same."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

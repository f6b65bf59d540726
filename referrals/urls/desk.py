"""What a service manager sets for the front door: rules, agencies, keys."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

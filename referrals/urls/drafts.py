"""The professional referral: a task list, kept as a draft until it is sent."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

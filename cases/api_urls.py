from django.urls import URLPattern

app_name = "cases_api"
urlpatterns: list[URLPattern] = []

from django.urls import path

from .views import places, settings

app_name = "areas"
urlpatterns = [
    path("areas/", places.choose, name="choose"),
    path("areas/<slug:area>/", places.home, name="home"),
    path("areas/<slug:area>/settings/", settings.area_settings, name="settings"),
]

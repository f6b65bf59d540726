from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("published/", views.published_reports, name="published"),
    path("figures/", views.service_figures, name="service"),
    path("editions/<uuid:pk>/", views.report_page, name="report"),
    path("editions/<uuid:pk>/pdf/", views.report_pdf, name="pdf"),
    path("editions/<uuid:pk>/publish/", views.report_publish, name="publish"),
    path("<str:period>/", views.quarter_page, name="quarter"),
    path("<str:period>/prepare/", views.report_prepare, name="prepare"),
]

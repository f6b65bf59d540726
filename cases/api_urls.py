from django.urls import path

from cases.api import CaseDetail, CaseList

app_name = "cases_api"
urlpatterns = [
    path("cases/", CaseList.as_view(), name="list"),
    path("cases/<str:reference>/", CaseDetail.as_view(), name="detail"),
]

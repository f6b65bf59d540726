from django.urls import path

from .views import assessments, signing

app_name = "risk"
urlpatterns = [
    path("risk/", signing.waiting, name="waiting"),
    path("cases/<slug:reference>/risk/", assessments.risk_list, name="list"),
    path("cases/<slug:reference>/risk/add/", assessments.risk_add, name="add"),
    path(
        "cases/<slug:reference>/risk/<int:number>/", assessments.risk_assessment, name="assessment"
    ),
    path(
        "cases/<slug:reference>/risk/<int:number>/change/", assessments.risk_change, name="change"
    ),
    path("cases/<slug:reference>/risk/<int:number>/submit/", signing.risk_submit, name="submit"),
    path("cases/<slug:reference>/risk/<int:number>/sign/", signing.risk_sign, name="sign"),
    path("cases/<slug:reference>/risk/<int:number>/return/", signing.risk_return, name="return"),
]

from django.urls import path

from .views import add, inbox, own, triage

app_name = "referrals"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", add.referral_add, name="add"),
    path("own/", own.own, name="own"),
    path("own/<slug:reference>/", own.own_detail, name="own_detail"),
    path("<slug:reference>/", triage.detail, name="detail"),
    path("<slug:reference>/decide/", triage.decide, name="decide"),
    path(
        "<slug:reference>/people/<uuid:person>/contact-details/",
        triage.reveal_contact,
        name="reveal",
    ),
]

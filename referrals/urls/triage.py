from django.urls import path

from referrals.views import inbox, triage

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("<slug:reference>/", triage.detail, name="detail"),
    path("<slug:reference>/decide/", triage.decide, name="decide"),
    path(
        "<slug:reference>/people/<uuid:person>/contact-details/",
        triage.reveal_contact,
        name="reveal",
    ),
]

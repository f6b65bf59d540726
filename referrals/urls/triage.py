from django.urls import path

from referrals.views import (
    acknowledge,
    correct,
    decide,
    documents,
    inbox,
    name,
    rules,
    sent,
    triage,
)

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("rules/", rules.rules, name="rules"),
    path("<slug:reference>/", triage.detail, name="detail"),
    path("<slug:reference>/acknowledged/", acknowledge.acknowledged, name="acknowledged"),
    path("<slug:reference>/decide/", decide.decide, name="decide"),
    path("<slug:reference>/sent/<uuid:submission>/", sent.sent, name="sent"),
    path("<slug:reference>/correct/", correct.correct, name="correct"),
    path("<slug:reference>/people/add/", name.person_add, name="person_add"),
    path(
        "<slug:reference>/people/<uuid:person>/contact-details/",
        triage.reveal_contact,
        name="reveal",
    ),
    path(
        "<slug:reference>/documents/<uuid:document>/",
        documents.referral_document,
        name="document",
    ),
]

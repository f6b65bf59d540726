"""What staff and an agency's referrers do to send a referral and to see what they sent."""

from django.urls import path

from referrals.views import add, copies, own

urlpatterns = [
    path("new/", add.referral_add, name="add"),
    path("own/", own.own, name="own"),
    path("own/<slug:reference>/", own.own_detail, name="own_detail"),
    path("own/<slug:reference>/copy/", copies.own_copy, name="own_copy"),
    path("own/<slug:reference>/answer/", own.own_answer, name="answer"),
]

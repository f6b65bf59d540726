from django.urls import path

from cases.views import (
    allocation,
    closing,
    detail,
    history,
    opening,
    pairs,
    people,
    referral_told,
    sensitive,
    stage,
)
from cases.views.list import case_list

CASE = "cases/<str:reference>/"
PERSON = f"{CASE}people/<uuid:participant>/"

urlpatterns = [
    path("cases/", case_list, name="list"),
    path("referrals/<str:reference>/accept/", opening.case_open, name="open"),
    path(CASE, detail.case_detail, name="detail"),
    path(f"{CASE}allocate/", allocation.case_allocate, name="allocate"),
    path(f"{CASE}people/", people.case_people, name="people"),
    path(f"{CASE}people/add/", people.participant_add, name="participant_add"),
    path(PERSON, people.participant_edit, name="participant"),
    path(f"{CASE}pairs/<uuid:pair>/", pairs.pair_edit, name="pair"),
    path(f"{CASE}move/", stage.case_move, name="move"),
    path(f"{CASE}step-back/", stage.case_step_back, name="step_back"),
    path(f"{CASE}hold/", stage.case_hold, name="hold"),
    path(f"{CASE}sensitive/", sensitive.case_sensitive, name="sensitive"),
    path(f"{CASE}not-sensitive/", sensitive.case_not_sensitive, name="not_sensitive"),
    path(f"{CASE}close/", closing.case_close, name="close"),
    path(f"{CASE}reopen/", closing.case_reopen, name="reopen"),
    path(f"{CASE}referral/", referral_told.case_referral, name="referral"),
    path(f"{CASE}referral/no-order/", referral_told.no_order, name="no_order"),
    path(
        f"{CASE}referral/documents/<uuid:document>/",
        referral_told.referral_document,
        name="referral_document",
    ),
    path(f"{CASE}history/", history.case_history, name="history"),
]

from django.urls import path

from cases.views import (
    activities,
    agreements,
    conference_correction,
    conferences,
    needs,
)

CASE = "cases/<str:reference>/"
PERSON = f"{CASE}people/<uuid:participant>/"

urlpatterns = [
    path(f"{PERSON}needs/", needs.needs, name="needs"),
    path(f"{PERSON}needs/add/", needs.needs_add, name="needs_add"),
    path(f"{PERSON}hopes/", needs.hopes, name="hopes"),
    path(f"{PERSON}hopes/met/", needs.hopes_met, name="hopes_met"),
    path(f"{CASE}activities/", activities.activities, name="activities"),
    path(f"{CASE}conferences/plan/", conferences.conference_plan, name="conference_plan"),
    path(
        f"{CASE}conferences/<uuid:conference>/",
        conferences.conference_record,
        name="conference_record",
    ),
    path(
        f"{CASE}conferences/<uuid:conference>/correct/",
        conference_correction.conference_correct,
        name="conference_correct",
    ),
    path(f"{CASE}agreements/add/", agreements.agreement_add, name="agreement_add"),
    path(
        f"{CASE}agreements/<uuid:agreement>/actions/add/",
        agreements.agreement_action_add,
        name="agreement_action_add",
    ),
    path(
        f"{CASE}agreement-actions/<uuid:action>/",
        agreements.agreement_action,
        name="agreement_action",
    ),
]

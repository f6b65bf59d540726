from django.urls import path

from cases.views import (
    activities,
    agreements,
    conferences,
    letter_steps,
    letters,
    needs,
)

CASE = "cases/<str:reference>/"
PERSON = f"{CASE}people/<uuid:participant>/"
LETTER = f"{CASE}letters/<uuid:letter>/"

urlpatterns = [
    path(f"{PERSON}needs/", needs.needs, name="needs"),
    path(f"{PERSON}needs/add/", needs.needs_add, name="needs_add"),
    path(f"{PERSON}hopes/", needs.hopes, name="hopes"),
    path(f"{PERSON}hopes/met/", needs.hopes_met, name="hopes_met"),
    path(f"{CASE}activities/", activities.activities, name="activities"),
    path(f"{CASE}letters/add/", letters.letter_add, name="letter_add"),
    path(LETTER, letters.letter, name="letter"),
    path(f"{LETTER}edit/", letters.letter_edit, name="letter_edit"),
    path(f"{LETTER}check/", letter_steps.letter_check, name="letter_check"),
    path(f"{LETTER}offer/", letter_steps.letter_offer, name="letter_offer"),
    path(f"{LETTER}answer/", letter_steps.letter_answer, name="letter_answer"),
    path(f"{LETTER}deliver/", letter_steps.letter_deliver, name="letter_deliver"),
    path(f"{CASE}conferences/plan/", conferences.conference_plan, name="conference_plan"),
    path(
        f"{CASE}conferences/<uuid:conference>/",
        conferences.conference_record,
        name="conference_record",
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

from django.urls import path

from cases.views import enrolments, programme_end, programmes

CASE = "cases/<str:reference>/"
PROGRAMME = "programmes/<uuid:programme>/"

urlpatterns = [
    path("programmes/", programmes.programme_list, name="programmes"),
    path("programmes/start/", programmes.programme_start, name="programme_start"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(f"{PROGRAMME}end/", programme_end.programme_end, name="programme_end"),
    path(
        f"{PROGRAMME}meetings/<uuid:meeting>/",
        programmes.programme_meeting,
        name="programme_meeting",
    ),
    path(
        f"{CASE}people/<uuid:participant>/programme/",
        enrolments.enrolment_add,
        name="enrolment_add",
    ),
    path(f"{CASE}programmes/<uuid:place>/end/", enrolments.enrolment_end, name="enrolment_end"),
]

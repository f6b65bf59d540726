from django.urls import path

from cases.views import concerns, session_correction, sessions, visit_sheet, visits

CASE = "cases/<str:reference>/"
PERSON = f"{CASE}people/<uuid:participant>/"
SESSION = f"{CASE}sessions/<uuid:session>/"

urlpatterns = [
    path("concerns/", concerns.concerns, name="concerns"),
    path("visits/", visits.visits, name="visits"),
    path(f"{PERSON}session/", sessions.session_add, name="session_add"),
    path(f"{PERSON}concern/", concerns.concern_add, name="concern_add"),
    path(f"{CASE}sessions/", sessions.sessions, name="sessions"),
    path(SESSION, sessions.session, name="session"),
    path(f"{SESSION}record/", sessions.session_record, name="session_record"),
    path(f"{SESSION}correct/", session_correction.session_correct, name="session_correct"),
    path(f"{SESSION}move/", sessions.session_move, name="session_move"),
    path(f"{SESSION}visit-sheet/", visit_sheet.visit_sheet, name="visit_sheet"),
    path(f"{CASE}concerns/<uuid:concern>/", concerns.concern, name="concern"),
]

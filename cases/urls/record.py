from django.urls import path

from cases.views import case_documents, notes, record, shared

CASE = "cases/<str:reference>/"
PERSON = f"{CASE}people/<uuid:participant>/"
NOTE = f"{CASE}notes/<uuid:note>/"
FILE = f"{CASE}documents/<uuid:file>/"

urlpatterns = [
    path(f"{CASE}record/", record.record_list, name="record"),
    path(f"{CASE}notes/add/", notes.note_add, name="note_add"),
    path(f"{PERSON}note/", notes.note_add, name="note_about"),
    path(f"{NOTE}correct/", notes.note_correct, name="note_correct"),
    path(f"{NOTE}words/", notes.note_words, name="note_words"),
    path(f"{CASE}documents/add/", case_documents.document_add, name="document_add"),
    path(f"{PERSON}document/", case_documents.document_add, name="document_about"),
    path(FILE, case_documents.document, name="document"),
    path(f"{FILE}replace/", case_documents.document_replace, name="document_replace"),
    path("shared/", shared.shared, name="shared"),
    path("shared/<uuid:file>/", shared.shared_document, name="shared_document"),
]

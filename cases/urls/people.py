from django.urls import path

from cases.views import details, guardians, part, safe_contact

PERSON = "cases/<str:reference>/people/<uuid:participant>/"
WAY = f"{PERSON}safe-contact/<uuid:way>/"

urlpatterns = [
    path(f"{PERSON}about/", details.details, name="details"),
    path(f"{PERSON}equality/", details.equality, name="equality"),
    path(f"{PERSON}guardian/", guardians.no_guardian, name="no_guardian"),
    path(f"{PERSON}part/", part.part, name="part"),
    path(f"{PERSON}safe-contact/", safe_contact.safe_contact, name="safe_contact"),
    path(f"{PERSON}safe-contact/add/", safe_contact.way_add, name="way_add"),
    path(f"{WAY}change/", safe_contact.way_change, name="way_change"),
    path(f"{WAY}end/", safe_contact.way_end, name="way_end"),
    path(f"{WAY}second-look/", safe_contact.way_look, name="way_look"),
]

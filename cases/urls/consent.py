from django.urls import path

from cases.views import consents, contacts, reveal, withdrawal

CASE = "cases/<str:reference>/"
PERSON = f"{CASE}people/<uuid:participant>/"

urlpatterns = [
    path(f"{CASE}contacts/", contacts.contacts, name="contacts"),
    path(
        f"{CASE}contacts/<uuid:contact>/mistaken/",
        contacts.contact_mistaken,
        name="contact_mistaken",
    ),
    path(f"{PERSON}contact/", contacts.contact_add, name="contact_add"),
    path(f"{PERSON}consents/", consents.consents, name="consents"),
    path(f"{PERSON}consent/", consents.consent_add, name="consent_add"),
    path(f"{PERSON}contact-details/", reveal.reveal, name="reveal"),
    path(f"{PERSON}withdraw/", withdrawal.participant_withdraw, name="withdraw"),
    path(f"{PERSON}withdrawn/", withdrawal.withdrawn, name="withdrawn"),
    path(f"{PERSON}withdrawn/told/", withdrawal.other_side, name="other_side_told"),
]

"""The professional referral: a task list, kept as a draft until it is sent."""

from django.urls import path

from referrals.views.drafts import check, documents, listing, people, tasks

ONE = "drafts/<uuid:draft>/"
urlpatterns = [
    path("drafts/", listing.drafts, name="drafts"),
    path(ONE, listing.draft_tasks, name="draft"),
    path(f"{ONE}check/", check.draft_check, name="draft_check"),
    path(f"{ONE}discard/", listing.draft_discard, name="draft_discard"),
    path(f"{ONE}documents/", documents.draft_documents, name="draft_documents"),
    path(
        f"{ONE}documents/<uuid:document>/remove/",
        documents.document_remove,
        name="draft_document_remove",
    ),
    path(f"{ONE}people/<uuid:person>/remove/", people.person_remove, name="draft_person_remove"),
    path(f"{ONE}people/<uuid:person>/<slug:page>/", people.person, name="draft_person"),
    path(f"{ONE}<slug:task>/add/<slug:kind>/", people.person_add, name="draft_person_add"),
    path(f"{ONE}<slug:task>/", tasks.task, name="task"),
]

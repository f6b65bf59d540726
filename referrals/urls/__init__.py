"""Pages under `areas/<area>/referrals/`; fixed words come before references."""

from . import desk, drafts, lists, sending, transfer, triage

app_name = "referrals"
urlpatterns = [
    *sending.urlpatterns,
    *drafts.urlpatterns,
    *lists.urlpatterns,
    *desk.urlpatterns,
    *transfer.urlpatterns,
    *triage.urlpatterns,
]

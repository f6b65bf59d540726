"""The lists that came in, and the form by which another one does."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.models import Agency
from areas.roles import Perm
from audit.record import record
from referrals.actions.lists import take_list
from referrals.forms.lists import UploadForm
from referrals.models import ReferralList
from referrals.queries.lists import lists_of
from referrals.reading.limits import MAX_BYTES, NotRead
from rjcase import clock
from ui.pages import form_page

PER_PAGE = 25


@area_view(Perm.REFERRAL_DECIDE)
def lists(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What came in, the latest first; a new file is read at once."""
    agencies = Agency.objects.visible_to(actor).order_by("name")
    sent = request.method == "POST"
    form = UploadForm(*((request.POST, request.FILES) if sent else ()), agencies=agencies)
    if form.is_valid() and (taken := _taken(form, actor)):
        return redirect("referrals:list_columns", actor.area.slug, taken.pk)
    record("list.listed", ("referrals.ReferralList", "all"), by=actor)
    page = Paginator(lists_of(actor), PER_PAGE).get_page(request.GET.get("page"))
    return form_page(request, "referrals/lists/lists.html", form, page=page)


def _taken(form: UploadForm, actor: Actor) -> ReferralList | None:
    """The list, or none with a sentence beside the file."""
    told = form.cleaned_data
    file = told["file"]
    try:
        if file.size > MAX_BYTES:
            raise NotRead(_("The file is larger than 5 MB. Split the list into smaller files."))
        return take_list(
            b"".join(file.chunks()),
            agency=told["agency"],
            name=file.name,
            source=form.source(),
            by=actor,
            now=clock.now(),
        )
    except NotRead as refused:
        form.add_error("file", str(refused))
        return None

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.contacts import log_contact
from cases.forms.contacts import ContactForm
from cases.queries.activities import contacts_of, of_case, one_side
from cases.queries.case import get_participant
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, page_of, posted, seen


@area_view(Perm.CASE_VIEW)
def contacts(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    page = page_of(request, contacts_of(actor, case))
    context = {
        **frame(actor, case, "cases:contacts"),
        "page": page,
        "entries": [(entry, one_side(entry.participant, words)) for entry in page],
        "people": [one_side(one, words) for one in of_case(actor, case)],
        "may_work": may_work(actor, case),
    }
    return render(request, "cases/work/contacts.html", context)


@area_view(Perm.CASE_WORK)
def contact_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case, now = seen(request, actor, reference), clock.now()
    who = get_participant(actor, case, participant)
    form = ContactForm(posted(request), now=now)
    if form.is_valid() and attempt(
        form, lambda: log_contact(who, by=actor, now=now, **form.cleaned_data)
    ):
        return back(request, _("The contact has been logged."), at("contacts", actor, case))
    return form_page(
        request,
        "cases/work/contact_add.html",
        form,
        **frame(actor, case, "cases:contacts"),
        title=_("Log a contact or an attempt"),
        who=one_side(who, words_of(actor)),
        participant=who,
        cancel=at("contacts", actor, case),
    )

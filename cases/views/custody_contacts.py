"""Professionals of other agencies who work with a participant."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.custody_contacts import (
    add_agency_contact,
    change_agency_contact,
    end_agency_contact,
)
from cases.forms.custody import ChangeProfessionalForm, EndForm, ProfessionalForm
from cases.queries.custody import professionals_of
from drafts.pages import drafted
from rjcase import clock

from .custody_page import about_custody
from .work import posted


@area_view(Perm.CASE_WORK)
@drafted("case.professional")
def professional_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    form = ProfessionalForm(posted(request))
    return page.answer(
        form,
        lambda: add_agency_contact(page.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Add a professional"),
        done=_("%(name)s has been added.") % {"name": request.POST.get("name", "")},
    )


@area_view(Perm.CASE_WORK)
@drafted("case.professional")
def professional(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, professional: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(professionals_of(page.who, actor), professional)
    form = ChangeProfessionalForm(posted(request), row=row)
    return page.answer(
        form,
        lambda: change_agency_contact(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Change a professional"),
        done=_("Saved."),
        row=row,
    )


@area_view(Perm.CASE_WORK)
def professional_end(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, professional: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(professionals_of(page.who, actor), professional)
    form = EndForm(posted(request), version=row.version, today=clock.today())
    return page.answer(
        form,
        lambda: end_agency_contact(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("%(name)s does not work with them any more") % {"name": row.name},
        done=_("Saved."),
        row=row,
    )

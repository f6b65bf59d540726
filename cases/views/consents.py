from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.consents import record_consent
from cases.forms.consents import ConsentForm
from cases.queries.activities import consents_now, latest_wording, one_side
from cases.queries.case import get_participant
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
def consent_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    form = ConsentForm(posted(request), today=clock.today(), wording=latest_wording(actor))
    if form.is_valid() and attempt(
        form, lambda: record_consent(who, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(
            request, _("The consent has been recorded."), at("consent_add", actor, case, who.pk)
        )
    return form_page(
        request,
        "cases/work/consent_add.html",
        form,
        **frame(actor, case, "cases:people"),
        title=_("Record consent"),
        who=one_side(who, words_of(actor)),
        held=consents_now(actor, who),
        cancel=at("detail", actor, case),
    )

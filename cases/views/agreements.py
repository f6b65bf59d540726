from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.agreements import Promise, add_action, make_agreement, settle_action
from cases.forms.agreements import ActionForm, AgreementForm, SettleActionForm
from cases.queries.activities import get_action, get_agreement, of_case, one_side
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.agreement")
def agreement_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, today = seen(request, actor, reference), clock.today()
    people, words = of_case(actor, case), words_of(actor)
    form = AgreementForm(posted(request), people=people, words=words, today=today)
    if form.is_valid() and attempt(
        form,
        lambda: make_agreement(
            case,
            happened_on=form.cleaned_data["happened_on"],
            promises=[Promise(**one) for one in form.promises()],
            by=actor,
            now=clock.now(),
        ),
    ):
        return back(request, _("The agreement has been saved."), at("activities", actor, case))
    return form_page(
        request,
        "cases/work/agreement_add.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Record an outcome agreement"),
        cancel=at("activities", actor, case),
    )


@area_view(Perm.CASE_WORK)
@drafted("case.agreement_action")
def agreement_action_add(
    request: HttpRequest, actor: Actor, reference: str, agreement: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_agreement(actor, case, agreement)
    form = ActionForm(posted(request), people=of_case(actor, case), words=words_of(actor))
    if form.is_valid() and attempt(
        form, lambda: add_action(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("The action has been added."), at("activities", actor, case))
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Add an action to the agreement"),
        cancel=at("activities", actor, case),
    )


@area_view(Perm.CASE_WORK)
def agreement_action(
    request: HttpRequest, actor: Actor, reference: str, action: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_action(actor, case, action)
    form = SettleActionForm(posted(request), version=row.version, today=clock.today())
    if form.is_valid() and attempt(
        form, lambda: settle_action(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("The action has been recorded."), at("activities", actor, case))
    if form.conflict:
        form.lost_race(form.conflict, version=row.version)
    return form_page(
        request,
        "cases/work/agreement_action.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Record what became of an action"),
        action=row,
        who=one_side(row.owner, words_of(actor)),
        cancel=at("activities", actor, case),
    )

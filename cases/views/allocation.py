from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.activity import CaseClosed
from cases.actions.allocation import AllocationRefused, AlreadyAllocated, allocate, team_key
from cases.forms.allocation import AllocateForm
from cases.models import Case
from cases.pipeline import may_override
from cases.queries.allocation import candidates, supervisors
from cases.queries.case import team_of
from cases.stages import WorkerRole
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_ALLOCATE)
@drafted("case.allocate")
def case_allocate(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Give the case to two facilitators, from a table of what each has in hand."""
    case = seen(request, actor, reference)
    form = _form(request, actor, case)
    if form.is_valid():
        try:
            allocate(case, by=actor, now=clock.now(), **form.cleaned_data)
        except AlreadyAllocated as first:
            form.conflict = str(first)
        except (AllocationRefused, CaseClosed) as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The case has been allocated.")
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    return form_page(request, "cases/allocate.html", form, **frame(actor, case))


def _form(request: HttpRequest, actor: Actor, case: Case) -> AllocateForm:
    """The form as the case stands: whoever has it now is chosen already."""
    team = {str(one.role): one.user_id for one in team_of(case, actor)}
    known = candidates(case, actor, now=clock.now())
    at = {one.practitioner.user_id: one.practitioner.pk for one in known}
    watching = supervisors(actor)
    places = (WorkerRole.LEAD.value, WorkerRole.SECOND.value)
    initial: dict[str, Any] = {role: at.get(team[role]) for role in places if role in team}
    if WorkerRole.SUPERVISOR.value in team:
        initial["supervisor"] = watching.filter(user=team[WorkerRole.SUPERVISOR.value]).first()
    return AllocateForm(
        posted(request),
        candidates=known,
        supervisors=watching,
        may_override=may_override(actor),
        initial={**initial, "seen": team_key(set(team.values()))},
    )

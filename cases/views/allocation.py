from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm, Role
from cases.actions.activity import CaseClosed
from cases.actions.allocation import AllocationRefused, AlreadyAllocated, allocate, team_key
from cases.forms.allocation import AllocateForm
from cases.queries.case import team_of
from cases.queries.worklist import facilitators
from cases.stages import WorkerRole
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_ALLOCATE)
def case_allocate(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    team = {one.role: one.user_id for one in team_of(case, actor)}
    team.pop(WorkerRole.SUPERVISOR, None)
    rows = facilitators(actor)
    now_in = {role: rows.filter(user_id=user_id).first() for role, user_id in team.items()}
    form = AllocateForm(
        posted(request),
        practitioners=rows,
        may_override=Role.MANAGER in actor.roles,
        initial={**now_in, "seen": team_key(set(team.values()))},
    )
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

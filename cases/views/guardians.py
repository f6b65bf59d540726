"""Whether a parent or guardian is asked beside somebody under 18."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.guardians import say_why_no_guardian
from cases.forms.guardians import NoGuardianForm
from cases.pipeline import may_override
from rjcase import clock

from .one_person import about
from .work import posted


@area_view(Perm.CASE_WORK)
def no_guardian(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    one = about(request, actor, reference, participant)
    form = NoGuardianForm(posted(request), participant=one.who)
    return one.page(
        form,
        lambda: say_why_no_guardian(one.who, by=actor, now=clock.now(), **form.told()),
        title=_("Whether a parent or guardian is asked"),
        template="cases/people/no_guardian.html",
        may_say=may_override(actor),
    )

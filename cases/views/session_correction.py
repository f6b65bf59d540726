"""Put right what was recorded of a session."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.session_correction import correct_session
from cases.forms.session_correction import CorrectForm, correct_initial
from cases.forms.sessions import SAID
from cases.models import Session
from cases.queries.activities import one_side
from cases.queries.sessions import RECORDED, answers_in, companions_for, get_session
from cases.stages.prompts import Prompt, prompts_for
from drafts.pages import drafted
from rjcase import clock
from ui.drafting import answers_here
from ui.pages import back, form_page

from .contacts import corrected
from .frame import frame
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.session_correct")
def session_correct(
    request: HttpRequest, actor: Actor, reference: str, session: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row, to = get_session(actor, case, session), at("session", actor, case, session)
    form = _form(request, row, actor)
    if form.is_valid() and attempt(
        form, lambda: correct_session(row, by=actor, now=clock.now(), **form.values())
    ):
        row.participant.refresh_from_db(fields=["status"])
        said = _("The session has been corrected. What it said before is kept.")
        return back(request, said, corrected(actor, case, row.participant) or to)
    return form_page(
        request,
        "cases/work/session_correct.html",
        form,
        **frame(actor, case, "cases:sessions"),
        title=_("Correct what was recorded"),
        who=one_side(row.participant, words_of(actor)),
        cancel=to,
    )


def _form(request: HttpRequest, row: Session, actor: Actor) -> CorrectForm:
    """With the questions of what the session was for, and those that were answered."""
    if row.attendance not in RECORDED:
        raise Http404
    who, told = row.participant, {*answers_in(row), *_asked(request)}
    prompts = dict.fromkeys(prompts_for(row.purpose, who.side))
    prompts |= {one: None for one in Prompt if one.value in told}
    return CorrectForm(
        posted(request),
        now=clock.now(),
        others=companions_for(who, actor),
        prompts=tuple(prompts),
        side=who.side,
        initial=correct_initial(row),
    )


def _asked(request: HttpRequest) -> set[str]:
    """The codes of the questions that were answered on the page, whatever stands in the row now."""
    return {name.removeprefix(SAID) for name in answers_here(request) if name.startswith(SAID)}

"""Put right what was recorded of a conference that was held."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.conference_correction import correct_conference
from cases.forms.conference_correction import CorrectConferenceForm
from cases.pipeline import may_override
from cases.queries.activities import get_conference, of_case
from cases.stages import Attendance
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.conference_correct")
def conference_correct(
    request: HttpRequest, actor: Actor, reference: str, conference: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row, to = get_conference(actor, case, conference), at("activities", actor, case)
    if row.attendance != Attendance.HELD:
        raise Http404
    form = CorrectConferenceForm(
        posted(request),
        conference=row,
        people=of_case(actor, case),
        words=words_of(actor),
        may_pass=may_override(actor),
    )
    if form.is_valid() and attempt(
        form, lambda: correct_conference(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        said = _("The conference has been corrected. If somebody came after all, or did not come,")
        also = _("check on People where they stand.")
        return back(request, f"{said} {also}", to)
    context = {**frame(actor, case, "cases:activities"), "cancel": to, "conference": row}
    title = _("Correct what was recorded")
    return form_page(request, "cases/work/conference_correct.html", form, title=title, **context)

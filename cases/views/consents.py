from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.models import Agency
from areas.roles import Perm
from cases.actions.consents import record_consent
from cases.consenting import asks_guardian
from cases.forms.consents import ConsentForm
from cases.models import Participant
from cases.queries.activities import latest_wording, one_side
from cases.queries.case import get_participant
from cases.queries.consents import guardians_of, ledger_of, lines_of
from cases.queries.leaving import what_stops
from cases.stages import LEFT, ConsentPurpose, ConsentState, ParticipantStatus, Stage
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, page_of, posted, seen


@area_view(Perm.CASE_VIEW)
def consents(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    """The ledger of one participant: as it stands, and all its lines."""
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    today, lines = clock.today(), lines_of(who, actor)
    ledger = ledger_of(who, lines, today)
    context = {
        **frame(actor, case, "cases:people"),
        "participant": who,
        "who": one_side(who, words_of(actor)),
        "ledger": ledger,
        "old": [held for held in ledger if held.is_old],
        "half": [held for held in ledger if held.half],
        "page": page_of(request, lines),
        "asks_guardian": asks_guardian(who, today),
        "guardians": guardians_of(who, actor),
        "may_work": may_work(actor, case),
        "may_refuse": actor.may(Perm.CASE_WORK),
    }
    return render(request, "cases/work/consents.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.consent")
def consent_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    form, to = _form(request, actor, who), at("consents", actor, case, who.pk)
    if form.is_valid() and _record(form, who, actor):
        message, name = _what_next(form, who)
        return back(request, message, at(name, actor, case, who.pk))
    context = {
        **frame(actor, case, "cases:people"),
        "title": _("Record consent"),
        "who": one_side(who, words_of(actor)),
        "participant": who,
        "asks_guardian": asks_guardian(who, clock.today()),
        "stops": what_stops(who, actor),
        "cancel": to,
    }
    return form_page(request, "cases/work/consent_add.html", form, **context)


def _form(request: HttpRequest, actor: Actor, who: Participant) -> ConsentForm:
    return ConsentForm(
        posted(request),
        participant=who,
        guardians=guardians_of(who, actor),
        agencies=Agency.objects.visible_to(actor).order_by("name"),
        today=clock.today(),
        wording=latest_wording(actor),
        purpose=request.GET.get("purpose", ""),
        only_no=who.case.stage == Stage.CLOSED,
    )


def _what_next(form: ConsentForm, who: Participant) -> tuple[str, str]:
    """What is said and which page follows: whoever takes back that they take part is stepping back,
    so what they say of it is asked next; but where they have agreed since, they take part still.
    """
    told = form.recorded()
    took_back = (ConsentPurpose.PARTICIPATE, ConsentState.WITHDRAWN, None)
    said = (told["purpose"], told["state"], told["given_by"])
    who.refresh_from_db(fields=["status"])
    has_left = who.status in {*LEFT, ParticipantStatus.PARTICIPATED}
    is_over = has_left or who.case.stage == Stage.CLOSED
    if said != took_back or not is_over or who.status == ParticipantStatus.WITHDREW:
        return _("The consent has been recorded."), "consents"
    message = _(
        "Recorded, and what was planned with them has stopped. Write down what they said when they "
        "stepped back, and what the other side may be told."
    )
    return message, "withdraw"


def _record(form: ConsentForm, who: Participant, actor: Actor) -> bool:
    return attempt(form, lambda: record_consent(who, by=actor, now=clock.now(), **form.recorded()))

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.contacts import NotAllowed, log_contact, mark_mistaken
from cases.forms.contacts import ContactForm, MistakenForm, answers_of_a_tap
from cases.models import Case, Participant
from cases.queries.activities import contacts_of, one_side
from cases.queries.attempts import attempts_of
from cases.queries.case import get_participant, participants_of
from cases.queries.contacts import get_contact, next_contacts, tapped, taps_of, taps_of_their_own
from cases.queries.logged import back_to
from cases.queries.safe_contact import line_of
from cases.queries.ways import ways_of
from cases.stages import DOUBTFUL
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, page_of, posted, seen

TAP = "did"


@area_view(Perm.CASE_VIEW)
def contacts(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    page = page_of(request, contacts_of(actor, case))
    people = participants_of(case, actor)
    context = {
        **frame(actor, case, "cases:contacts"),
        "page": page,
        "entries": [(entry, one_side(entry.participant, words)) for entry in page],
        "people": [one_side(one, words) for one in people],
        "next_contacts": next_contacts(case, people, actor),
        "today": clock.today(),
        "may_work": may_work(actor, case),
    }
    return render(request, "cases/work/contacts.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.contact")
def contact_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    """One tap says what came of it; a form that opens says more."""
    case, now = seen(request, actor, reference), clock.now()
    who = get_participant(actor, case, participant)
    form = ContactForm(_said(request, now), now=now, language=who.person.language, side=who.side)
    to = at("contacts", actor, case)
    if form.is_valid() and _log(form, who, actor, now):
        return back(request, *_then(form, actor, case, who))
    context = _page(actor, case, who)
    return form_page(request, "cases/work/contact_add.html", form, cancel=to, **context)


def _then(form: ContactForm, actor: Actor, case: Case, who: Participant) -> tuple[str, str]:
    """What is said once it is logged, and where it leads."""
    if form.cleaned_data["outcome"] not in DOUBTFUL:
        return _("The contact has been logged."), at("contacts", actor, case)
    said = _(
        "The contact has been logged. This way is not known to be safe any more: check with them "
        "how they can be reached safely before anybody uses it again."
    )
    return said, at("safe_contact", actor, case, who.pk)


def _said(request: HttpRequest, now: datetime) -> QueryDict | None:
    """What the form is filled with: of one tap, that it was just now."""
    if TAP not in request.POST:
        return posted(request)
    said = QueryDict(mutable=True)
    said.update(answers_of_a_tap(tapped(request.POST[TAP]), now))
    return said


def _log(form: ContactForm, who: Participant, actor: Actor, now: datetime) -> bool:
    """Whether it was logged; what they had not allowed is asked about beside its own question."""
    try:
        return attempt(form, lambda: log_contact(who, by=actor, now=now, **form.cleaned_data))
    except NotAllowed as asked:
        form.add_error("against_wishes", str(asked))
    return False


def _page(actor: Actor, case: Case, who: Participant) -> dict[str, Any]:
    ways = ways_of(who, actor)
    return {
        **frame(actor, case, "cases:contacts"),
        "title": _("Log a contact or an attempt"),
        "who": one_side(who, words_of(actor)),
        "participant": who,
        "safe": line_of(who, actor),
        "ways": ways,
        "safe_taps": taps_of(ways, safe=True),
        "not_known": taps_of(ways, safe=False),
        "their_own": taps_of_their_own(),
        "attempts": attempts_of(who, actor),
    }


@area_view(Perm.CASE_WORK)
def contact_mistaken(
    request: HttpRequest, actor: Actor, reference: str, contact: UUID
) -> HttpResponse:
    """An entry of the log that should not be there: it stays to be read, and counts nowhere."""
    case = seen(request, actor, reference)
    row, to = get_contact(actor, case, contact), at("contacts", actor, case)
    form = MistakenForm(posted(request))
    if form.is_valid() and attempt(
        form, lambda: mark_mistaken(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        said = _("It stays in the log, struck through, and counts nowhere any more.")
        return back(request, said, corrected(actor, case, row.participant) or to)
    return form_page(
        request,
        "cases/work/contact_mistaken.html",
        form,
        **frame(actor, case, "cases:contacts"),
        title=_("This was recorded by mistake"),
        entry=row,
        who=one_side(row.participant, words_of(actor)),
        cancel=to,
    )


def corrected(actor: Actor, case: Case, who: Participant) -> str:
    """Where it is asked how somebody stands, if what is recorded no longer says so; or nothing."""
    return at("participant", actor, case, who.pk) if back_to(who, actor) else ""

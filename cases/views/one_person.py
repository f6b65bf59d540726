"""A form about one participant: the case, the person, the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.scoping import Stale
from audit.record import record
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import WorkRefused
from cases.actions.pairs import PairRefused
from cases.actions.participants import CannotStandSo, InTheCase, TooFewAttempts
from cases.models import Case, Participant
from cases.queries.activities import one_side
from cases.queries.case import get_case, get_participant
from people.actions import BornInTheFuture
from ui.forms import Form, VersionedForm
from ui.pages import back, form_page

from .frame import frame
from .work import at

HERE = "cases:people"
REFUSALS = (
    WorkRefused,
    CaseClosed,
    PairRefused,
    CannotStandSo,
    InTheCase,
    TooFewAttempts,
    BornInTheFuture,
)


def saves(
    form: Form, act: Callable[[], object], *, version: int = 0, day: str | None = None
) -> bool:
    """Do it for a valid form. A refusal becomes the form's sentence, one of a day stands at the
    field `day`, a lost race is its conflict: sent again it overwrites `version` knowingly.
    """
    try:
        act()
    except Stale as stale:
        if isinstance(form, VersionedForm):
            form.lost_race(str(stale), version=version)
        form.conflict = str(stale)
    except ImpossibleDay as refused:
        form.add_error(day, str(refused))
    except REFUSALS as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A participant of a visible case, and where their form leads."""

    request: HttpRequest
    actor: Actor
    case: Case
    who: Participant
    to: str

    def page(
        self,
        form: Form,
        act: Callable[[], object],
        *,
        title: str,
        template: str = "cases/people/form.html",
        message: str = "",
        **context: Any,
    ) -> HttpResponse:
        """The form's page: the answers are saved, or shown again with what is wrong."""
        if form.is_valid() and saves(form, act, version=self.who.version):
            return back(self.request, message or _("Saved."), self.to)
        return form_page(
            self.request,
            template,
            form,
            **frame(self.actor, self.case, HERE),
            title=title,
            who=one_side(self.who, words_of(self.actor)),
            participant=self.who,
            cancel=self.to,
            **context,
        )


def about(
    request: HttpRequest,
    actor: Actor,
    reference: str,
    participant: UUID,
    *,
    to: str = "people",
) -> OnePerson:
    """The participant through the visible case, or 404; that they were seen is written down."""
    case = get_case(actor, reference)
    who = get_participant(actor, case, participant)
    if request.method != "POST" and request.resolver_match:
        page = request.resolver_match.url_name
        record("participant.viewed", who, by=actor, case=case.reference, page=page)
    more = () if to == "people" else (who.pk,)
    return OnePerson(request, actor, case, who, at(to, actor, case, *more))

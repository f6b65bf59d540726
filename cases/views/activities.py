"""Letters, messages, conferences and agreements of a case on one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.models import Case
from cases.queries.activities import agreements_of, conferences_of, letters_of, one_side
from cases.queries.messages import messages_of
from cases.stages import ActionState, Stage
from rjcase import clock

from .frame import frame
from .work import may_work, seen


@area_view(Perm.CASE_VIEW)
def activities(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    agreements = [
        (one, [(action, one_side(action.owner, words)) for action in one.actions.all()])
        for one in agreements_of(actor, case)
    ]
    conferences = [
        (one, [(place, one_side(place.participant, words)) for place in one.places.all()])
        for one in conferences_of(actor, case)
    ]
    context = {
        **frame(actor, case, "cases:activities"),
        **_crossing(actor, case, words),
        "conferences": conferences,
        "agreements": agreements,
        "may_work": may_work(actor, case),
        "at_conference": case.stage == Stage.CONFERENCE,
        "open_state": ActionState.OPEN,
        "today": clock.today(),
    }
    return render(request, "cases/work/activities.html", context)


def _crossing(actor: Actor, case: Case, words: Mapping[str, Any]) -> dict[str, Any]:
    """The letters and the messages, each with both ends; their words stand on their own pages."""
    return {
        "letters": [
            (one, one_side(one.author, words), one_side(one.recipient, words))
            for one in letters_of(actor, case)
        ],
        "messages_carried": [
            (one, one_side(one.sender, words), one_side(one.recipient, words))
            for one in messages_of(actor, case)
        ],
    }

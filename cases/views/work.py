"""What the pages about the work in a case have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst, WorkRefused
from cases.models import Case
from cases.queries.case import get_case
from cases.stages import Stage
from ui.forms import Form, VersionedForm

from .frame import case_url

PER_PAGE = 25


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def seen(request: HttpRequest, actor: Actor, reference: str) -> Case:
    """The case, or 404; that it was seen is written down."""
    case = get_case(actor, reference)
    if request.method != "POST" and request.resolver_match:
        record("case.viewed", case, by=actor, page=request.resolver_match.url_name)
    return case


def attempt(form: Form, act: Callable[[], object]) -> bool:
    """Do it for a valid form. A refusal becomes the form's sentence, a lost race its conflict."""
    try:
        act()
    except (Stale, SomebodyWasFirst) as first:
        form.conflict = str(first)
        if isinstance(first, Stale) and isinstance(form, VersionedForm):
            form.lost_race(str(first))
    except (WorkRefused, ImpossibleDay, CaseClosed) as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


def may_work(actor: Actor, case: Case) -> bool:
    """Whether the page shows ways to add something."""
    return actor.may(Perm.CASE_WORK) and case.stage != Stage.CLOSED


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def at(name: str, actor: Actor, case: Case, *more: Any) -> str:
    """The address of a page of the case."""
    return case_url(actor, case, f"cases:{name}", *more)

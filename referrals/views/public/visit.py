"""One browser's visit: its draft, opened by the token in its cookie and by nothing else.

The cookie ends with the browser, goes to `/refer/` alone and is out of reach of scripts. Django's
session is not used: nothing ties a visit to anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from areas.models import Area
from areas.places.find import Found, service_of
from drafts.models import PublicDraft
from drafts.public import body_of, discard_draft, open_draft, save_draft, start_draft
from referrals.actions.told_by_public import Answers
from referrals.forms.public.journey import first_open
from referrals.forms.public.place import place_of
from rjcase import clock

COOKIE = "__Secure-answers" if settings.SESSION_COOKIE_SECURE else "answers"
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that anybody may open and that no browser and no proxy keeps."""

    @login_not_required
    @cache_control(no_store=True, private=True)
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, **kwargs)

    return page


@dataclass(slots=True)
class Visit:
    """What the browser's token opened; before the first answer there is no draft yet."""

    draft: PublicDraft | None
    body: dict[str, Any]

    @property
    def answers(self) -> Answers:
        found: Answers = self.body.get("answers", {})
        return found

    @property
    def sent(self) -> dict[str, Any] | None:
        """What the confirmation says: all that is left once the answers were sent."""
        return self.body.get("sent")

    @property
    def is_told(self) -> bool:
        """Whether every question has its answer."""
        return first_open(self.answers) is None

    @property
    def place(self) -> Found | None:
        return place_of(self.answers)

    @property
    def service(self) -> Area | None:
        place = self.place
        return service_of(place.force) if place else None


def visit_of(request: HttpRequest) -> Visit:
    """The visit; a page that will write holds its draft until it has answered."""
    token = request.COOKIES.get(COOKIE, "")
    writes = request.method == "POST"
    draft = open_draft(token, now=clock.now(), to_write=writes) if token else None
    return Visit(draft, body_of(draft) if draft else {})


def keep(visit: Visit, answer: HttpResponse, **changes: Any) -> HttpResponse:
    """Put what was answered into the draft, and begin one with its cookie if there is none."""
    visit.body = {**visit.body, **changes}
    if visit.draft:
        save_draft(visit.draft, visit.body, now=clock.now())
        return answer
    token = start_draft(visit.body, now=clock.now())
    answer.set_cookie(
        COOKIE,
        token,
        path=reverse("refer:start"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def empty(visit: Visit, **left: Any) -> None:
    """Delete every answer, and leave what the confirmation says."""
    if visit.draft:
        save_draft(visit.draft, left, now=clock.now())


def forget(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Delete the draft and what the browser holds of the visit."""
    token = request.COOKIES.get(COOKIE, "")
    if token:
        discard_draft(token)
    answer.delete_cookie(COOKIE, path=reverse("refer:start"), samesite="Lax")
    answer.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return answer

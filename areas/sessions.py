"""Idle and absolute limits of a session (architecture 11.16: 30 minutes, 12 hours)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rjcase import clock

STARTED, SEEN = "started_at", "seen_at"
A_MINUTE = 60


class SessionLimits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.check(request, int(clock.now().timestamp()))
        return self.get_response(request)

    def check(self, request: HttpRequest, moment: int) -> None:
        """Sign out whoever was idle or signed in for too long; note the visit once a minute at
        most.
        """
        started = request.session.setdefault(STARTED, moment)
        seen = request.session.get(SEEN, moment)
        if (
            moment - seen > settings.SESSION_IDLE_SECONDS
            or moment - started > settings.SESSION_COOKIE_AGE
        ):
            logout(request)
        elif moment - seen >= A_MINUTE or SEEN not in request.session:
            request.session[SEEN] = moment


def forget_expired() -> None:
    """Delete the sessions whose time is over; they belong to no area."""
    SessionStore.clear_expired()

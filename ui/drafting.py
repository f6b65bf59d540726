"""What a page knows of the draft of its form: `drafts.pages.drafted` hangs it on the request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict


@dataclass(slots=True)
class Drafting:
    """The draft of the form on a page. `answers` are shown in the form and judged by nobody;
    `refusal` is why they could not be kept; `link` opens the draft.
    """

    saved_at: datetime | None = None
    is_open: bool = False
    link: str = ""
    answers: QueryDict | None = None
    refusal: str = ""


def answers_here(request: HttpRequest) -> QueryDict:
    """What was sent, or what is put back: for a form whose questions follow from its answers."""
    drafting = drafting_of(request)
    put_back = drafting.answers if drafting else None
    return request.POST if put_back is None else put_back


def show_unjudged(request: HttpRequest) -> None:
    """Show what was sent once more, as a draft would be, and judge none of it: where the page was
    asked for one more place. From here on the request is one to read.
    """
    drafting = drafting_of(request)
    if drafting:
        drafting.answers = request.POST
        request.method = "GET"


def drafting_of(request: HttpRequest) -> Drafting | None:
    return getattr(request, "drafting", None)

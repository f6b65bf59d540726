"""The rows of the task list: each with where it leads, how far it is, and in which colour."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.actor import Actor
from referrals.forms.tasks.whole import COMPLETED, ORDER, STARTED, UNTOUCHED, Whole

STATES: dict[str, tuple[str | Promise, str]] = {
    COMPLETED: (gettext_lazy("Completed"), ""),
    STARTED: (gettext_lazy("In progress"), "teal"),
    UNTOUCHED: (gettext_lazy("Not yet started"), "blue"),
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    label: str
    url: str
    status: str
    colour: str
    hint: str = ""


def rows_of(whole: Whole, actor: Actor) -> list[TaskRow]:
    """The tasks in their order, the documents, and the last one, which waits for the others."""
    place = [actor.area.slug, whole.referral.draft.pk]
    rows = [_task(whole, task, place) for task in ORDER]
    return [*rows, _documents(whole, place), _check(whole, place)]


def _task(whole: Whole, task: str, place: list[object]) -> TaskRow:
    status, colour = STATES[whole.state(task)]
    if task == "agreement" and whole.state(task) == COMPLETED and not whole.is_agreed:
        status, colour = _("Not agreed yet"), "yellow"
    hint = ", ".join(one.name for one in whole.side(task) if one.name)
    url = reverse("referrals:task", args=[*place, task])
    return TaskRow(whole.title(task), url, str(status), colour, hint)


def _documents(whole: Whole, place: list[object]) -> TaskRow:
    count = len(whole.referral.documents)
    status = ngettext("%(count)s document", "%(count)s documents", count) % {"count": count}
    url = reverse("referrals:draft_documents", args=place)
    return TaskRow(_("Documents"), url, status if count else _("Optional"), "")


def _check(whole: Whole, place: list[object]) -> TaskRow:
    if whole.is_ready:
        url = reverse("referrals:draft_check", args=place)
        return TaskRow(_("Check and send"), url, _("Not yet started"), "blue")
    hint = _("Name at least one person on either side.") if whole.names_nobody else ""
    return TaskRow(_("Check and send"), "", _("Cannot start yet"), "", hint)

"""The acts that need two people: the one list. Four-eyes rules compare users, never roles."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from .actor import Actor


class TwoPersonAct(models.TextChoices):
    SIGN_RISK = "sign_risk", _("Somebody other than the author must sign off a risk assessment.")
    PUBLISH_REPORT = (
        "publish_report",
        _("Another service manager must publish a report than the one who prepared it."),
    )
    APPROVE_DISPOSAL = "approve_disposal", _("Somebody else must approve a disposal.")
    RELEASE_EXPORT = "release_export", _("Somebody else must release a research export.")
    REVIEW_BREAK_GLASS = "review_break_glass", _("Somebody else must review an emergency access.")
    AGREE_TO_CONTACT = (
        "agree_to_contact",
        _("Another manager must agree than the one who wrote the order down or works on the case."),
    )
    SECOND_LOOK = (
        "second_look",
        _("Somebody else must look at this address than the one who wrote it down."),
    )
    LIFT_RESTRICTION = "lift_restriction", _("Somebody else must lift a restriction.")


class SamePerson(Exception):
    """The second pair of eyes was the first one's. The text may be shown."""


def need_two(act: TwoPersonAct, *, first: UUID | None, by: Actor) -> None:
    """Raise SamePerson unless a person other than `first` acts; where nobody was first, nobody can
    be second.
    """
    if by.user_id is None or first is None or by.user_id == first:
        raise SamePerson(str(act.label))

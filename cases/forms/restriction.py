from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Membership, User
from cases.stages import RestrictionReason
from ui import fields
from ui.forms import Form, VersionedForm


class RestrictForm(Form):
    """Why only some may see a case, and who they are."""

    reason = fields.ChoiceField(
        label=_("Why it is restricted"),
        choices=RestrictionReason.choices,
        missing=_("Select why it is restricted"),
    )
    members = fields.RowsField(
        queryset=Membership.objects.none(),
        label=_("Who may see it from now on"),
        help_text=_("Nobody else will, whatever their role. Tick yourself only if you must."),
        missing=_("Select at least one person who may see it"),
    )

    def __init__(self, *args: Any, people: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.queryset = people
        members.label_from_instance = _named


class GiveForm(Form):
    member = fields.RowSelectField(
        queryset=Membership.objects.none(),
        label=_("Open it to"),
        missing=_("Select whom to open it to"),
    )

    def __init__(self, *args: Any, people: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        member.queryset = people
        member.label_from_instance = _named


class TakeForm(Form):
    user = fields.RowSelectField(
        queryset=User.objects.none(),
        label=_("Close it to"),
        missing=_("Select whom to close it to"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.fields["user"]
        user.queryset = people
        user.label_from_instance = lambda one: one.name


class LiftForm(VersionedForm):
    """Nothing to answer: the case is seen by role again."""


def _named(member: Membership) -> str:
    return member.user.name

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Membership
from areas.roles import Role
from ui import fields
from ui.forms import Form


class ColleagueField(fields.RowField):
    """One colleague, by name and by what they do here."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name} ({', '.join(str(Role(one).label) for one in obj.roles)})"


class ConcernForm(Form):
    raised_to = ColleagueField(
        label=_("Whom do you raise it to?"),
        queryset=Membership.objects.none(),
        missing=_("Select a colleague"),
        help_text=_("They are told at once that there is a concern, not what it is."),
    )
    what = fields.LongTextField(
        label=_("What worries you?"),
        missing=_("Enter what worries you"),
        max_length=4000,
        help_text=_("What you saw or heard, who may be at risk, and what you have done already."),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raised_to"].queryset = colleagues  # type: ignore[attr-defined]


class AnswerForm(Form):
    answer = fields.LongTextField(
        label=_("Your answer"),
        missing=_("Enter your answer"),
        max_length=4000,
        help_text=_("What was decided, who does what, and by when."),
    )

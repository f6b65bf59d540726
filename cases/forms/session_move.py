"""Another time for a session that is planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Session
from cases.stages import WhoseDoing
from ui import fields
from ui.forms import Form

from .despite import ask_why, despite_field, must_say_why
from .sessions import prison_field


class MoveForm(Form):
    """Another time for a planned session, and why; `refusal` as in planning one."""

    happened_at = fields.MomentField(
        label=_("When is it now?"),
        missing=_("Enter the new time"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    whose_doing = fields.ChoiceField(
        label=_("Who asked to move it?"),
        choices=WhoseDoing.choices,
        missing=_("Select who asked to move it"),
    )
    why = fields.LongTextField(label=_("Why?"), required=False, max_length=1000, rows=3)
    against_wishes = despite_field()
    place = fields.TextField(label=_("Where?"), required=False, max_length=120)
    establishment = prison_field()

    def __init__(
        self,
        *args: Any,
        now: datetime,
        refusal: str,
        objection: Callable[[datetime], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.refusal, self.objection = now, refusal, objection
        ask_why(self, refusal)

    def clean(self) -> dict[str, Any]:
        at = self.cleaned_data.get("happened_at")
        must_say_why(self, self.refusal or (self.objection(at) if at else ""))
        return self.cleaned_data

    def clean_happened_at(self) -> datetime:
        at: datetime = self.cleaned_data["happened_at"]
        if at <= self.now:
            raise ValidationError(gettext("A session is moved to a time to come."))
        return at


def move_initial(session: Session) -> dict[str, Any]:
    return {"place": session.place, "establishment": session.establishment}

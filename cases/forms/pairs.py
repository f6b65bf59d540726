from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Pair
from cases.queries.standing import reasons_for
from cases.stages import BY_HAND, PairState, ParticipantStatus, Route
from ui import fields
from ui.forms import VersionedForm


class PairForm(VersionedForm):
    """What two people on opposed sides wish for, and whether it goes on."""

    edits = True
    route = fields.ChoiceField(
        label=_("What they wish for"),
        choices=Route.choices,
        missing=_("Select what they wish for"),
    )
    chosen = fields.ChoiceField(
        label=_("Where it stands"),
        choices=[(one.value, one.label) for one in BY_HAND],
        hints={
            PairState.OPEN.value: _("Once each of them is willing, it shows that both are."),
            PairState.NOT_NOW.value: _("It waits, even if both are willing."),
        },
        missing=_("Select where it stands"),
    )
    recontact_on = fields.DayField(
        label=_("Contact them again on (optional, unless “Not now”)"),
        help_text=_("Today or later."),
        required=False,
    )
    reason = fields.SelectField(
        label=_("If it waits or has ended: why?"),
        help_text=_("Only what one of them said. Nobody has to give a reason."),
        required=False,
    )

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        asked = ("route", "chosen", "recontact_on", "reason")
        initial = {name: getattr(pair, name) for name in asked}
        super().__init__(*args, initial={**initial, "version": pair.version}, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = [("", _("Not said")), *_reasons_of(pair)]


def _reasons_of(pair: Pair) -> list[tuple[str, Any]]:
    """The reasons of each of the two, under their names; once where both have the same."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    for one in (pair.one, pair.other):
        offered = reasons_for(ParticipantStatus.DECLINED, one.side)
        if not any(offered[0] in [code for code, _label in rows] for rows in groups.values()):
            groups[one.person.short_name] = [(code.value, code.label) for code in offered]
    if len(groups) == 1:
        return next(iter(groups.values()))
    return list(groups.items())

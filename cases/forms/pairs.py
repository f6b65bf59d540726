from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Pair
from cases.stages import BY_HAND, PairState, Route
from ui import fields
from ui.forms import VersionedForm


class PairForm(VersionedForm):
    """What two people on opposed sides wish for, and whether it goes on."""

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

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        initial = {name: getattr(pair, name) for name in ("route", "chosen", "recontact_on")}
        super().__init__(*args, initial={**initial, "version": pair.version}, **kwargs)

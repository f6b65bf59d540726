from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.groups import HARMS, HarmGroup
from referrals.models import Link, Rule
from referrals.stages import JusticeStage
from ui import fields
from ui.forms import VersionedForm, dress

STAGES = [(stage.value, stage.label) for stage in JusticeStage if stage != JusticeStage.NOT_KNOWN]
TAKEN, ON_REQUEST, EXCLUDED = "taken", "on_request", "excluded"
SCOPES = [
    (TAKEN, _("We take it")),
    (ON_REQUEST, _("Only on request")),
    (EXCLUDED, _("We do not take it")),
]


def _age(label: Any) -> fields.WholeNumberField:
    return fields.WholeNumberField(label=label, required=False, min_value=1, max_value=120, width=3)


class RulesForm(VersionedForm):
    """Which rules are asked, and with what limits. One question for each kind of harm."""

    edits = True
    rules = fields.ChoicesField(
        label=_("Which rules do you hold a referral against?"),
        choices=Rule.choices,
        missing=_("Select at least one rule"),
        hints={
            Rule.IDENTIFIED: _("Asked first, before anybody approaches the person harmed."),
            Rule.REPORTED: _("Leave it empty if you take what was never reported."),
        },
    )
    links = fields.ChoicesField(
        label=_("Which link with the area is enough?"),
        help_text=_("Any one of those that you select is enough."),
        choices=Link.choices,
        required=False,
    )
    stages = fields.ChoicesField(
        label=_("At which legal stages do you work?"), choices=STAGES, required=False
    )
    harmed_from_age = _age(_("Youngest age of a person harmed"))
    responsible_from_age = _age(_("Youngest age of a person responsible"))
    responsible_to_age = _age(_("Oldest age of a person responsible"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for offences in HARMS.values():
            for offence in offences:
                self.fields[f"harm_{offence.value}"] = fields.SelectField(
                    label=offence.label, choices=SCOPES, missing=_("Select whether you take it")
                )
        dress(self)

    @property
    def harms(self) -> list[tuple[Any, list[Any]]]:
        """The questions about kinds of harm, by group."""
        return [
            (HarmGroup(group).label, [self[f"harm_{one.value}"] for one in offences])
            for group, offences in HARMS.items()
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        asked = told.get("rules", [])
        for rule, name, sentence in (
            (Rule.AREA_LINK, "links", _("Select at least one link with the area")),
            (Rule.LEGAL_STAGE, "stages", _("Select at least one legal stage")),
        ):
            if rule in asked and name not in self.errors and not told.get(name):
                self.add_error(name, sentence)
        youngest, oldest = told.get("responsible_from_age"), told.get("responsible_to_age")
        if youngest and oldest and youngest > oldest:
            self.add_error("responsible_to_age", _("The oldest age must not be below the youngest"))
        return told

    def settings(self) -> dict[str, Any]:
        """What `change_rules` takes."""
        told = self.cleaned_data
        scopes = {name.removeprefix("harm_"): told[name] for name in told if name[:5] == "harm_"}
        return {
            **{name: value for name, value in told.items() if name[:5] != "harm_"},
            "excluded": [offence for offence, scope in scopes.items() if scope == EXCLUDED],
            "on_request": [offence for offence, scope in scopes.items() if scope == ON_REQUEST],
        }


def initial_of(values: dict[str, Any]) -> dict[str, Any]:
    """The answers that stand for an area's settings."""
    scopes = {f"harm_{one.value}": TAKEN for offences in HARMS.values() for one in offences}
    scopes |= {f"harm_{code}": ON_REQUEST for code in values["on_request"]}
    scopes |= {f"harm_{code}": EXCLUDED for code in values["excluded"]}
    return {**values, **scopes}

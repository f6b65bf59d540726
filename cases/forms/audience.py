"""The last question on every note and document: who can see this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from cases.models import Participant
from cases.queries.activities import side_in_words
from cases.stages import Audience, fewer_readers
from ui import fields
from ui.forms import Form

THE_CASE = "case"
ABOUT_CASE = (THE_CASE, _("The case as a whole"))
HINTS: Mapping[str, str | Promise] = {
    Audience.TEAM: _("Everybody who can open this case."),
    Audience.MANAGERS: _(
        "The team is told that there is something sensitive, by whom and of which day, and no more."
    ),
    Audience.AGENCY: _(
        "The team, and those who refer for the agency. Only about somebody who agreed to it."
    ),
}


def audience_field() -> fields.ChoiceField:
    return fields.ChoiceField(
        label=_("Who can see this?"),
        choices=Audience.choices,
        hints=HINTS,
        missing=_("Select who can see this"),
    )


class ReadersForm(Form):
    """What a note and a document are asked alike: about the case or one of its people, for whom."""

    about = fields.ChoiceField(
        label=_("Who is it about?"), choices=[ABOUT_CASE], missing=_("Select who it is about")
    )
    audience = audience_field()
    agency = fields.RowSelectField(
        label=_("Which agency?"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_("Only where it is shared with one."),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Participant],
        about: Participant | None,
        agencies: QuerySet[Agency],
        words: Mapping[str, Any],
        initial: Mapping[str, Any],
    ) -> None:
        whom = str(about.pk) if about else THE_CASE
        usual = {"about": whom, "audience": Audience.TEAM}
        super().__init__(*args, initial={**usual, **initial})
        self.people = people
        named = [
            (str(one.pk), f"{one.person.short_name} ({side_in_words(one.side, words)})")
            for one in people
        ]
        _choose(self, "about", [ABOUT_CASE, *named])
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if not agencies:
            del self.fields["agency"]
            _choose(self, "audience", Audience.choices[:2])

    def readers(self) -> dict[str, Any]:
        """The answers to the three questions as rows."""
        told = self.cleaned_data
        named = {str(one.pk): one for one in self.people}
        return {
            "about": named.get(told["about"]),
            "audience": told["audience"],
            "agency": told.get("agency"),
        }


def offer_no_more_readers(form: Form, former: str) -> None:
    """Let a later version be for the same readers or for fewer."""
    fewer = [one for one in Audience.choices if one[0] in fewer_readers(former)]
    _choose(form, "audience", fewer)
    if former == Audience.MANAGERS:
        del form.fields["audience"]


def _choose(form: Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = choices
